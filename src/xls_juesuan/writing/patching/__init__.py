"""An existing .xlsx or .xlsm file changed part by part: what is not touched stays as it is."""
