/*
 * RFC 2131 §2, offsets in bytes:
 *
 *       0          1          2          3
 *    0  | op       | htype    | hlen     | hops     |
 *    4  | xid                                       |
 *    8  | secs                | flags (0x8000 = B)  |
 *   12  | ciaddr                                    |
 *   16  | yiaddr                                    |
 *   20  | siaddr                                    |
 *   24  | giaddr                                    |
 *   28  | chaddr (16)                               |
 *   44  | sname (64)                                |
 *  108  | file (128)                                |
 *  236  | magic cookie 63 82 53 63                  |
 *  240  | options …                                 |
 */
export const CHADDR = 28;
export const SNAME = 44;
export const FILE = 108;
export const COOKIE = 236;
export const OPTIONS = 240;
