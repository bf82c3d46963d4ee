using System.Text;

namespace AgentStack.GatewayBench;

/// <summary>A file with one line a run. What was written stays when the process is killed.</summary>
internal sealed class RunLog(string file) : IDisposable
{
    private readonly FileStream _file = new(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly Lock _lock = new();

    public void Add(string id)
    {
        var line = Encoding.ASCII.GetBytes($"{id}\n");
        lock (_lock)
        {
            _file.Write(line);
        }
    }

    /// <returns>How often each id was run.</returns>
    public static Dictionary<string, int> Read(IEnumerable<FileInfo> files) =>
        files.SelectMany(file => File.ReadLines(file.FullName)).CountBy(id => id, StringComparer.Ordinal).ToDictionary();

    public void Dispose() => _file.Dispose();
}
