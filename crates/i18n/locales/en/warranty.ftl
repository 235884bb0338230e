## Entitlements
