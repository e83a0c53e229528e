"""Operations: every change a user can make to a project, each with its name in the journal."""
