namespace AgentStack.LocalAws.AgentCore.Memory;

/// <summary>The configured memories, or all that is wrong with them at once.</summary>
internal static class MemoryConfiguration
{
    private const string Section = "LocalAws:Memories";

    /// <exception cref="InvalidOperationException">An id has not the form of one.</exception>
    public static IReadOnlyList<string> Read(LocalAwsOptions options)
    {
        var problems = options.Memories.Select((id, index) => (Id: id, Key: $"{Section}:{index}"))
            .Where(memory => !MemoryId.IsValid(memory.Id))
            .Select(memory => $"{memory.Key} must be a memory's id, such as {MemoryId.Example}; it is \"{memory.Id}\"")
            .ToList();
        return problems.Count == 0
            ? options.Memories
            : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));
    }
}
