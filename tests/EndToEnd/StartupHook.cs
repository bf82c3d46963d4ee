using System.Diagnostics.CodeAnalysis;

/// <summary>Runs inside the agent's process when a test names it in DOTNET_STARTUP_HOOKS: a thread that fails when told to.</summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for the class outside of any namespace.")]
[SuppressMessage("Design", "MA0047", Justification = "The runtime looks for the class outside of any namespace.")]
internal static class StartupHook
{
    public static void Initialize()
    {
        var thread = new Thread(() =>
        {
            Console.In.ReadLine();
            throw new InvalidOperationException("This is a thread of nobody's.");
        })
        { IsBackground = true };
        thread.Start();
    }
}
