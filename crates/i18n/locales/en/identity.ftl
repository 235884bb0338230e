## People and sign-in
