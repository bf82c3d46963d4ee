using System.Diagnostics;

namespace AgentStack.Telemetry.Export;

/// <summary>The sources of one host; others in the same process have some of the same names.</summary>
internal sealed class HostSources(params ActivitySource[] sources)
{
    /// <summary>Whether a span is the host's or happened below one of its spans, as calls of <see cref="HttpClient"/> do.</summary>
    public bool Own(Activity activity)
    {
        for (var current = activity; current is not null; current = current.Parent)
        {
            if (sources.Contains(current.Source))
                return true;
        }

        return false;
    }
}
