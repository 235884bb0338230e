## Follow-up and satisfaction
