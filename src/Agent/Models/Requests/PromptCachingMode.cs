namespace AgentStack.Agent.Models.Requests;

/// <summary>Whether requests have cache points.</summary>
internal enum PromptCachingMode
{
    /// <summary>Where the model's id says that it takes them.</summary>
    Auto,

    /// <summary>Always: for an application inference profile, whose ARN does not tell its model.</summary>
    On,

    Off,
}
