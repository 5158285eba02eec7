"""Every Chinese sentence that the program itself says, one module per area."""
