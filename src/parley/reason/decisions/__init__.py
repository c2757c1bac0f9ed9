"""What people decided, applied to what was read: nothing is rewritten, and whoever asks sees both."""
