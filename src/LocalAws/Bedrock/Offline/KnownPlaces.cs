using System.Globalization;
using System.Text;

namespace AgentStack.LocalAws.Bedrock.Offline;

/// <summary>Time zones of big cities.</summary>
internal static class KnownPlaces
{
    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UTC"] = "UTC",
        ["GMT"] = "UTC",
        ["Amsterdam"] = "Europe/Amsterdam",
        ["Athens"] = "Europe/Athens",
        ["Auckland"] = "Pacific/Auckland",
        ["Bangkok"] = "Asia/Bangkok",
        ["Beijing"] = "Asia/Shanghai",
        ["Berlin"] = "Europe/Berlin",
        ["Buenos Aires"] = "America/Argentina/Buenos_Aires",
        ["Cairo"] = "Africa/Cairo",
        ["Chicago"] = "America/Chicago",
        ["Delhi"] = "Asia/Kolkata",
        ["Denver"] = "America/Denver",
        ["Dubai"] = "Asia/Dubai",
        ["Dublin"] = "Europe/Dublin",
        ["Hong Kong"] = "Asia/Hong_Kong",
        ["Istanbul"] = "Europe/Istanbul",
        ["Jakarta"] = "Asia/Jakarta",
        ["Johannesburg"] = "Africa/Johannesburg",
        ["Lagos"] = "Africa/Lagos",
        ["Lisbon"] = "Europe/Lisbon",
        ["London"] = "Europe/London",
        ["Los Angeles"] = "America/Los_Angeles",
        ["Madrid"] = "Europe/Madrid",
        ["Melbourne"] = "Australia/Melbourne",
        ["Mexico City"] = "America/Mexico_City",
        ["Moscow"] = "Europe/Moscow",
        ["Mumbai"] = "Asia/Kolkata",
        ["Nairobi"] = "Africa/Nairobi",
        ["New York"] = "America/New_York",
        ["Oslo"] = "Europe/Oslo",
        ["Paris"] = "Europe/Paris",
        ["Prague"] = "Europe/Prague",
        ["Rome"] = "Europe/Rome",
        ["San Francisco"] = "America/Los_Angeles",
        ["Sao Paulo"] = "America/Sao_Paulo",
        ["Seattle"] = "America/Los_Angeles",
        ["Seoul"] = "Asia/Seoul",
        ["Shanghai"] = "Asia/Shanghai",
        ["Singapore"] = "Asia/Singapore",
        ["Stockholm"] = "Europe/Stockholm",
        ["Sydney"] = "Australia/Sydney",
        ["Tokyo"] = "Asia/Tokyo",
        ["Toronto"] = "America/Toronto",
        ["Vienna"] = "Europe/Vienna",
        ["Warsaw"] = "Europe/Warsaw",
        ["Zurich"] = "Europe/Zurich",
    };

    /// <summary>The IANA zones of the places that a text names, accents or not.</summary>
    public static List<string> ZonesIn(string text)
    {
        var plain = string.Concat(WellFormed(text).Normalize(NormalizationForm.FormD)
            .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark));
        return [.. Zones
            .Select(place => (At: plain.IndexOf(place.Key, StringComparison.OrdinalIgnoreCase), place.Key, Zone: place.Value))
            .Where(place => place.At >= 0 && IsWhole(plain, place.At, place.Key.Length))
            .OrderBy(place => place.At)
            .Select(place => place.Zone)
            .Distinct()];
    }

    private static bool IsWhole(string text, int at, int length) =>
        (at == 0 || !char.IsLetter(text[at - 1])) && (at + length == text.Length || !char.IsLetter(text[at + length]));

    // Normalisation refuses half surrogates.
    private static string WellFormed(string text) => string.Concat(text.Where(letter => !char.IsSurrogate(letter)));
}
