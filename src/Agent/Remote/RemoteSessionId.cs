namespace AgentStack.Agent.Remote;

/// <summary>What AgentCore takes for a session id; a container takes any.</summary>
internal static class RemoteSessionId
{
    private const int Shortest = 33;
    private const int Longest = 256;

    /// <returns>The rule that the id breaks; null for a good one.</returns>
    public static string? Problem(string id)
    {
        if (id.Length is < Shortest or > Longest)
            return $"--session has {id.Length} characters; AgentCore takes {Shortest} to {Longest} (runtimeSessionId), such as a GUID with a word before it";

        return id.All(c => c is > ' ' and < '\u007F')
            ? null
            : "--session holds a space or a character that is not ASCII; AgentCore takes neither (runtimeSessionId)";
    }
}
