// The room of Intake.
