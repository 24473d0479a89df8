"""The frame around every page: head, navigation, components, home, help, error pages."""
