/** Which loaders a machine is given, when that is not left to itself. */
export const loaderFamily = `
CREATE TABLE loaderFamily (
  computerId INTEGER PRIMARY KEY REFERENCES computer (id) ON DELETE CASCADE,
  family TEXT NOT NULL CHECK (family IN ('ipxe', 'debian')),
  learntBy TEXT NOT NULL CHECK (learntBy IN ('learnt', 'hand', 'given up'))
) STRICT;
`;
