"""Mutation testing: changes the code in small ways and looks which changes no test notices."""
