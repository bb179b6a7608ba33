// What was answered in the wizard so far: a reload keeps it, the end of the tab's life does not.
const name = 'migration-draft';

export const keepDraft = (draft) => sessionStorage.setItem(name, JSON.stringify(draft));
export const keptDraft = () => JSON.parse(sessionStorage.getItem(name));
export const forgetDraft = () => sessionStorage.removeItem(name);
