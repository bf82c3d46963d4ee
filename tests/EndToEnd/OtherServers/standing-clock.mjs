// Preloaded before a server that writes the time of day into its answers: two of them shall be the same.
Date.prototype.toLocaleTimeString = () => '12:00:00';
