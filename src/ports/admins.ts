/** Who may change what is sent and filed. */
export interface Admins {
  /** Whether nobody is named, so that everyone may. */
  readonly isOpen: boolean;
  /** A person, as the chat platform names them, in a chat. */
  has(userId: string, chatId: string): Promise<boolean>;
}
