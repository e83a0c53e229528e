"""The queue of other occurrences: found in a job, shown in context, labelled all at once or one by one."""
