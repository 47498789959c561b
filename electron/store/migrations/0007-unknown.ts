/** What a room does with machines that nobody named. */
export const unknown = `
ALTER TABLE room ADD COLUMN unknown TEXT;
`;
