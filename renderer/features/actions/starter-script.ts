/** What a new script begins with: it runs on every machine and ends at the machine's own disk. */
export const starterScript = `#!ipxe
# What stands here is done by the boot loader of each machine.
echo \${name} in \${room}
sleep 3 ||

iseq \${platform} pcbios && goto bios ||
exit 1

:bios
sanboot --no-describe --drive 0x80 || exit
`;
