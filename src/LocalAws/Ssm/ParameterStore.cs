namespace AgentStack.LocalAws.Ssm;

/// <summary>The parameters of the one account and region.</summary>
public sealed class ParameterStore
{
    private const string DefaultDataType = "text";

    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, List<StoredParameter>> _versions = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;

    internal ParameterStore(TimeProvider clock) => _clock = clock;

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_gate)
            {
                return [.. _versions.Keys];
            }
        }
    }

    /// <summary>Creates the parameter, or its next version.</summary>
    public void Put(string name, string value, bool secure = false) =>
        Put(name, secure ? ParameterType.SecureString : ParameterType.String, value, DefaultDataType);

    /// <summary>False when there was none of that name.</summary>
    public bool Delete(string name)
    {
        lock (_gate)
        {
            return _versions.Remove(name);
        }
    }

    internal long Put(string name, ParameterType type, string value, string? dataType)
    {
        lock (_gate)
        {
            if (!_versions.TryGetValue(name, out var versions))
                _versions[name] = versions = [];

            var version = versions.Count + 1;
            versions.Add(new StoredParameter(name, type, value, version, _clock.GetUtcNow(), dataType ?? DefaultDataType));
            return version;
        }
    }

    /// <summary>The newest version, or the one that is asked for.</summary>
    internal StoredParameter? Find(string name, long? version = null)
    {
        lock (_gate)
        {
            return _versions.TryGetValue(name, out var versions)
                ? versions.Find(parameter => parameter.Version == (version ?? versions.Count))
                : null;
        }
    }

    /// <summary>Below the path, by name; only direct children unless recursive.</summary>
    internal IReadOnlyList<StoredParameter> List(string path, bool recursive)
    {
        var prefix = path.EndsWith('/') ? path : path + "/";
        lock (_gate)
        {
            return [.. _versions.Where(entry => IsBelow(entry.Key, prefix, recursive)).Select(entry => entry.Value[^1])];
        }
    }

    private static bool IsBelow(string name, string prefix, bool recursive) =>
        name.StartsWith(prefix, StringComparison.Ordinal)
        && (recursive || name.IndexOf('/', prefix.Length) < 0);
}
