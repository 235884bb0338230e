## Roles

roles-agent = Agent
roles-dispatcher = Dispatcher
roles-clerk = Station clerk
roles-technician = Technician
roles-supervisor = Supervisor
roles-manager = Manager
roles-finance = Finance
roles-auditor = Auditor
roles-administrator = Administrator
roles-customer = Customer
roles-system = System
