/** A table whose cells are moved through and selected is a grid (ARIA Authoring Practices, "Grid"). */
export const gridProps = { role: 'grid', 'aria-multiselectable': true } as const;

export const cellProps = (selected: boolean) => ({ role: 'gridcell', 'aria-selected': selected }) as const;
