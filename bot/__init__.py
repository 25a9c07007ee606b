"""Preceptor: sourced answers for study groups on the road to interventional pain medicine."""
