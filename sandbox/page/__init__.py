"""The page in which a person plays every part: files for the browser, and the API they speak to."""
