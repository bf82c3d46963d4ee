namespace AgentStack.RemoteMcp.Stdio;

/// <summary>There is no process, so that nothing was sent.</summary>
/// <param name="reason">Why, in a clause.</param>
/// <param name="remedy">What to set.</param>
/// <param name="inner">What the system said.</param>
internal sealed class ChildNotStartedException(string reason, string remedy, Exception? inner = null) : Exception(reason, inner)
{
    public string Remedy { get; } = remedy;
}
