/** Who is at the page: the user whose rows the wizard writes. */
export const USER = '5e1f0c7a-2b34-4d8e-9f10-6a7b8c9d0e1f';
