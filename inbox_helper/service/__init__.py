"""The daemon as a service of the system: what the service managers are told, and how they are asked."""
