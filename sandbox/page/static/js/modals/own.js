// Forms of the page itself, written as a bot would write its own.

const TEXT = { type: 4, required: true, min_length: 1 };

function labelled(label, component, description = "") {
  return { type: 18, label, description, component };
}

export function threadForm() {
  return {
    title: "Create thread",
    done: "Create thread",
    components: [labelled("Name", { ...TEXT, custom_id: "name", style: 1, max_length: 100 })],
  };
}

/** @param {{id: string, name: string, emoji: string | null}[]} tags the forum's */
export function postForm(tags) {
  const options = tags.map((tag) => ({ value: tag.id, label: tag.emoji ? `${tag.emoji} ${tag.name}` : tag.name }));
  const most = Math.min(5, options.length);
  return {
    title: "New post",
    done: "Post",
    components: [
      labelled("Title", { ...TEXT, custom_id: "title", style: 1, max_length: 100 }),
      ...(most ? [labelled("Tags", { type: 22, custom_id: "tags", options, required: false, max_values: most })] : []),
      labelled("Message", { ...TEXT, custom_id: "content", style: 2, max_length: 2000 }),
    ],
  };
}
