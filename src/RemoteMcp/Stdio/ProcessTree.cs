using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace AgentStack.RemoteMcp.Stdio;

/// <summary>The processes that a child has started. Once it is over, the system does not say any more whose they were.</summary>
internal static class ProcessTree
{
    /// <summary>Those below it at this moment, with when they began: ids are given again. None where the system has no <c>/proc</c>.</summary>
    public static IReadOnlyList<(int Id, DateTime Began)> Below(int root)
    {
        if (!Directory.Exists("/proc"))
            return [];

        var parents = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Parent: ParentOf(id)))
            .ToLookup(process => process.Parent, process => process.Id);

        var below = new List<(int, DateTime)>();
        var pending = new Queue<int>(parents[root]);
        while (pending.TryDequeue(out var id))
        {
            if (BeganAt(id) is { } began)
                below.Add((id, began));

            foreach (var child in parents[id])
                pending.Enqueue(child);
        }

        return below;
    }

    /// <summary>Ends those that are still the same.</summary>
    public static void Kill(IEnumerable<(int Id, DateTime Began)> processes)
    {
        foreach (var (id, began) in processes)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                if (process.StartTime == began)
                    process.Kill();
            }
            catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
            {
                // It is over.
            }
        }
    }

    // The fourth field; the second, a name in brackets, may hold anything.
    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return int.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            return 0;
        }
    }

    private static DateTime? BeganAt(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return process.StartTime;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
