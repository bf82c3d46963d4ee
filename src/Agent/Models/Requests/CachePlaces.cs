namespace AgentStack.Agent.Models.Requests;

/// <summary>Where a model takes cache points.</summary>
internal enum CachePlaces
{
    None,

    /// <summary>After system text and in messages without tool results: the Nova family.</summary>
    TextOnly,

    /// <summary>After tools as well, and in any message: Claude.</summary>
    Everywhere,
}
