namespace AgentStack.McpServer.Hosting;

/// <summary>A JSON file of settings that may change while the server runs.</summary>
/// <param name="Path">The whole path.</param>
/// <param name="IsOptional">Whether it may be missing.</param>
internal sealed record SettingsFile(string Path, bool IsOptional) : IConfigurationSource
{
    /// <summary>The section that the file is there for; null when it may hold anything.</summary>
    public string? Section { get; init; }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => new SettingsFileProvider(this);
}
