namespace AgentStack.Agent.Conversations.Sqlite;

/// <summary>Where a person's own conversations are when nothing else is configured.</summary>
internal static class DeskFile
{
    /// <summary><c>agentstack/conversations.db</c> in the folder for the user's data; null where there is none.</summary>
    public static string? Path => DataFolder is { Length: > 0 } folder ? System.IO.Path.Combine(folder, "agentstack", "conversations.db") : null;

    private static string? DataFolder =>
        Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { } folder && System.IO.Path.IsPathRooted(folder)
            ? folder
            : Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);

    /// <summary>Keeps conversations in that file, unless the configuration says where. To be called when it is complete.</summary>
    public static void KeepConversationsOnDesk(this WebApplicationBuilder builder)
    {
        var conversations = builder.Configuration.GetSection(ConversationOptions.Section);
        string[] choices = [nameof(ConversationOptions.Store), nameof(ConversationOptions.Redis), nameof(ConversationOptions.Sqlite), "Memory:Id"];
        if (Path is { } path && choices.All(key => string.IsNullOrWhiteSpace(conversations[key])))
            builder.Configuration.AddInMemoryCollection([new($"{conversations.Path}:{nameof(ConversationOptions.Sqlite)}", path)]);
    }
}
