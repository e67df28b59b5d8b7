"""Control surfaces written from the table: TouchOSC, Max, Pd, Open Stage Control, SuperCollider, ChucK."""
