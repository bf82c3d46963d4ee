namespace AgentStack.DevStack;

internal static class InnerHosts
{
    /// <summary>Makes it a part of this process: it leaves signals alone and logs warnings only, on standard error.</summary>
    public static void MakeInner(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IHostLifetime, InnerLifetime>();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
