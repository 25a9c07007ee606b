# The tag fixes Python and the Debian release; their security fixes still arrive under it. To fix those as well, add the
# digest that `docker buildx imagetools inspect python:3.11.15-slim-bookworm` shows, to both stages.
FROM python:3.11.15-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
# Dependencies change less often than code: their layer comes first. Everything that is downloaded is checked by hash,
# the tools that build our own wheel included.
COPY requirements/runtime.lock requirements/build.lock requirements/
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --require-hashes -r requirements/runtime.lock \
    && python -m venv /opt/tools \
    && /opt/tools/bin/pip install --require-hashes -r requirements/build.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY cogs cogs
COPY sandbox sandbox
RUN /opt/tools/bin/hatchling build --target wheel --directory wheel \
    && /opt/venv/bin/pip install --no-deps --no-index wheel/*.whl

FROM python:3.11.15-slim-bookworm
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin preceptor \
    && install --directory --owner preceptor --mode 0700 /data
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY content content
# /data is the one place that is written to, so that the rest can be mounted read-only.
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    PRECEPTOR_CONTENT=/app/content \
    PRECEPTOR_DATABASE=sqlite+aiosqlite:////data/preceptor.db \
    PRECEPTOR_LOG__FORMAT=json \
    MPLCONFIGDIR=/data/matplotlib
VOLUME /data
USER 10001
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["preceptor", "health"]
ENTRYPOINT ["preceptor"]
CMD ["run"]
