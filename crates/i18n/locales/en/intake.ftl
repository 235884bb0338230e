## Cases
