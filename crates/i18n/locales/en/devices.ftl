## Devices
