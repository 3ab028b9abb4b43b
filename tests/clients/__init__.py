"""Drafts in the hands of real mail clients."""
