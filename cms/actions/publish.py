def finish_workflow(workflow_state, user=None):
    raise NotImplementedError
