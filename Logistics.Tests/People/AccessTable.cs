using System.Globalization;

namespace Logistics.Tests.People;

/// <summary>
/// Who gets what status at each address of the public API. The caller: nobody, a customer with the own thing (a shipment, an address, …),
/// another customer with the first one's, each kind of staff, and keys: of the customer to read and to write shipments, of a driver to
/// write scans, and one without any of these scopes. Where the request is deliberately wrong, 400 or 409 says that the caller was let in.
/// </summary>
internal static class AccessTable
{
    public static readonly string[] Callers =
    [
        "nobody", "owner", "other", "driver", "warehouse", "support", "admin",
        "key to read", "key to write", "key to scan", "key for nothing",
    ];

    // anyone N: N for all. people N: N for whoever is signed in; 401 for nobody, 403 for keys. own N M: N for the owner, M for other
    // people. admins N: N for administrators, 403 for the others; keepers N: for support too. Else one status for each caller, in their
    // order.
    private const string Table = """
        POST   /v1/auth/register                                        anyone 400
        POST   /v1/auth/login                                           anyone 401
        POST   /v1/auth/refresh                                         anyone 401
        POST   /v1/auth/logout                                          anyone 204
        POST   /v1/auth/confirm                                         anyone 400
        POST   /v1/auth/confirm/resend                                  anyone 202
        POST   /v1/auth/forgot                                          anyone 202
        POST   /v1/auth/reset                                           anyone 400
        POST   /v1/me/password                                          people 400
        POST   /v1/me/email                                             people 400
        GET    /v1/me/sessions                                          people 200
        DELETE /v1/me/sessions                                          people 204
        DELETE /v1/me/sessions/{id}                                     own 204 404

        GET    /v1/me                                                   people 200
        PATCH  /v1/me                                                   people 200
        DELETE /v1/me                                                   people 400
        GET    /v1/me/export                                            people 200
        GET    /v1/me/notifications                                     people 200
        GET    /v1/me/notifications/unread                              people 200
        POST   /v1/me/notifications/read                                people 200
        POST   /v1/me/notifications/{id}/read                           own 200 404
        POST   /v1/me/notifications/{id}/unread                         own 200 404
        GET    /v1/me/notifications/stream                              people 200
        GET    /v1/notifications/{id}/explain                           401 200 404 200 200 200 200 403 403 403 403
        GET    /v1/me/addresses                                         people 200
        POST   /v1/me/addresses                                         people 400
        PUT    /v1/me/addresses/{id}                                    own 200 404
        DELETE /v1/me/addresses/{id}                                    own 204 404
        GET    /v1/me/preferences                                       people 200
        PUT    /v1/me/preferences                                       people 200
        GET    /v1/me/devices                                           people 200
        PUT    /v1/me/devices                                           people 400
        DELETE /v1/me/devices/{id}                                      own 204 404
        GET    /v1/me/api-keys                                          people 200
        POST   /v1/me/api-keys                                          people 400
        DELETE /v1/me/api-keys/{id}                                     own 204 404

        GET    /v1/me/webhooks                                          people 200
        POST   /v1/me/webhooks                                          people 400
        GET    /v1/me/webhooks/{id}                                     own 200 404
        PATCH  /v1/me/webhooks/{id}                                     own 200 404
        DELETE /v1/me/webhooks/{id}                                     own 204 404
        POST   /v1/me/webhooks/{id}/secret                              own 200 404
        POST   /v1/me/webhooks/{id}/test                                own 202 404
        POST   /v1/me/webhooks/{id}/replay                              people 400
        GET    /v1/me/webhooks/{id}/deliveries                          own 200 404
        GET    /v1/me/webhooks/{id}/deliveries/{eventId}                own 404 404
        POST   /v1/me/webhooks/{id}/deliveries/{eventId}/replay         own 404 404

        GET    /v1/admin/users                                          admins 200
        GET    /v1/admin/users/{id}                                     admins 200
        POST   /v1/admin/users/{id}/disable                             admins 200
        POST   /v1/admin/users/{id}/enable                              admins 200
        PUT    /v1/admin/users/{id}/roles/{role}                        admins 200
        DELETE /v1/admin/users/{id}/roles/{role}                        admins 200
        GET    /v1/admin/audit                                          admins 200
        GET    /v1/admin/queues                                         keepers 200
        GET    /v1/admin/dead-letters                                   keepers 200
        GET    /v1/admin/dead-letters/{id}                              keepers 404
        POST   /v1/admin/dead-letters/replay                            keepers 400
        POST   /v1/admin/dead-letters/discard                           keepers 400
        GET    /v1/admin/suppressions                                   keepers 200
        DELETE /v1/admin/suppressions/{id}                              keepers 404
        GET    /v1/admin/templates                                      admins 200
        GET    /v1/admin/templates/{key}                                admins 404
        POST   /v1/admin/templates/{key}/versions                       admins 400
        POST   /v1/admin/templates/{key}/versions/{version:int}/preview admins 404
        POST   /v1/admin/templates/{key}/versions/{version:int}/test    admins 404
        POST   /v1/admin/templates/{key}/versions/{version:int}/publish admins 404
        POST   /v1/admin/templates/{key}/rollback                       admins 400
        GET    /v1/admin/stats                                          admins 200

        GET    /v1/shipments                                            401 200 200 200 200 200 200 200 403 403 403
        POST   /v1/shipments                                            401 400 400 403 403 403 403 403 400 403 403
        GET    /v1/shipments/stream                                     401 200 200 200 200 200 200 200 403 403 403
        GET    /v1/shipments/{trackingNumber}                           401 200 404 200 200 200 200 200 403 403 403
        GET    /v1/shipments/{trackingNumber}/label                     401 200 404 200 200 200 200 200 403 403 403
        GET    /v1/shipments/{trackingNumber}/epcis                     401 200 404 200 200 200 200 200 403 403 403
        PATCH  /v1/shipments/{trackingNumber}                           401 428 428 428 428 428 428 403 428 403 403
        POST   /v1/shipments/{trackingNumber}/status                    401 403 404 409 409 409 409 403 403 409 403
        POST   /v1/shipments/{trackingNumber}/proof                     401 400 400 400 400 400 400 403 400 400 403
        GET    /v1/shipments/{trackingNumber}/proof                     401 200 404 200 200 200 200 200 403 403 403
        GET    /v1/shipments/{trackingNumber}/proof/photos/{index:int}  401 404 404 404 404 404 404 404 403 403 403
        POST   /v1/shipments/{trackingNumber}/cancel                    401 409 404 403 403 409 409 403 409 403 403
        POST   /v1/shipments/{trackingNumber}/hold                      401 403 404 403 409 409 409 403 403 403 403
        POST   /v1/shipments/{trackingNumber}/release                   401 409 404 409 409 409 409 403 409 403 403
        POST   /v1/shipments/{trackingNumber}/return                    401 409 404 409 409 409 409 403 409 403 403
        POST   /v1/shipments/{trackingNumber}/redirect                  401 409 404 403 403 409 409 403 409 403 403
        POST   /v1/shipments/{trackingNumber}/corrections               401 403 404 403 403 400 400 403 403 403 403

        POST   /v1/shipments/{trackingNumber}/share                     401 201 404 201 201 201 201 403 403 403 403
        GET    /v1/shipments/{trackingNumber}/share                     401 200 404 200 200 200 200 403 403 403 403
        DELETE /v1/shipments/{trackingNumber}/share/{id}                401 204 404 204 204 204 204 403 403 403 403
        GET    /v1/shared/{token}                                       anyone 404
        GET    /00/{sscc}                                               anyone 404
        GET    /01/{**gtin}                                             anyone 404
        PUT    /v1/shipments/{trackingNumber}/aliases                   401 200 404 403 403 200 200 403 200 403 403
        POST   /v1/shipments:bulk                                       401 400 400 403 403 403 403 403 400 403 403
        GET    /v1/shipments:bulk/template.csv                          anyone 200
        POST   /v1/scans:bulk                                           401 403 403 400 400 400 400 403 403 400 403
        GET    /v1/scans:bulk/template.csv                              anyone 200

        GET    /v1/tracking/{trackingNumber}                            anyone 200
        GET    /v1/tracking/{trackingNumber}/stream                     anyone 200

        GET    /v1/tracking/{trackingNumber}/locations                  401 200 404 200 200 200 200 200 403 403 403
        POST   /v1/locations                                            401 403 403 400 403 403 403 403 403 400 403

        POST   /v1/notifications                                        401 400 400 403 403 400 400 403 403 403 400
        GET    /v1/notifications/requests/{requestId}                   401 404 404 403 403 404 404 403 403 403 404
        POST   /v1/notifications/requests/{requestId}/cancel            401 404 404 403 403 404 404 403 403 403 404
        GET    /v1/notifications/{id}                                   401 200 404 403 403 200 200 403 403 403 200

        POST   /api/v1/notifications                                    401 400 400 403 403 400 400 403 403 403 400
        POST   /api/v1/{channel}/status                                 401 404 404 403 403 404 404 403 403 403 404

        GET    /v1/dev/mails                                            people 200
        GET    /v1/dev/mails/{id}                                       people 404
        GET    /v1/dev/mails/{id}/raw                                   people 404

        POST   /v1/callbacks/sms/{provider}/{notificationId}            anyone 403
        POST   /v1/callbacks/email/bounces                              anyone 403
        POST   /v1/unsubscribe/{notificationId}/{token}                 anyone 404
        GET    /v1/unsubscribe/{notificationId}/{token}                 anyone 200

        GET    /v1/health                                               anyone 200
        GET    /health                                                  anyone 200
        GET    /alive                                                   anyone 200
        GET    /.well-known/jwks.json                                   anyone 200
        GET    /openapi/{documentName}.json                             anyone 200
        GET    /                                                        anyone 200
        GET    /docs                                                    anyone 200
        GET    /docs/reference.js                                       anyone 200
        GET    /docs/reference.css                                      anyone 200
        GET    /confirm-email                                           anyone 200
        GET    /reset-password                                          anyone 200
        GET    /links.js                                                anyone 200
        """;

    public static IReadOnlyList<AccessRow> Rows { get; } = [.. Table
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(words => new AccessRow($"{words[0]} {words[1]}", Statuses(words[2..])))];

    /// <summary>What is sent; else an empty object. An address with an id is changed to itself.</summary>
    public static string BodyOf(string endpoint) => endpoint switch
    {
        "PUT /v1/me/addresses/{id}" => Address,
        "POST /v1/shipments/{trackingNumber}/status" => """{"status":"DELIVERED"}""", // never from CREATED
        "POST /v1/shipments/{trackingNumber}/redirect" =>
            """{"address":{"line1":"1 Way","city":"Oran","country":"DZ"}}""", // never to another country
        "POST /v1/shipments/{trackingNumber}/corrections" => """{"eventId":"00000000-0000-0000-0000-000000000000"}""",
        _ => "{}",
    };

    public const string Address =
        """{"name":"Amina","address":{"line1":"12 Rue X","city":"Algiers","postalCode":"16000","country":"DZ"}}""";

    private static int[] Statuses(string[] words)
    {
        var numbers = words.Select(word => int.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : 0).ToArray();
        return words[0] switch
        {
            "anyone" => [.. Enumerable.Repeat(numbers[1], Callers.Length)],
            "people" => [401, .. Enumerable.Repeat(numbers[1], 6), 403, 403, 403, 403],
            "own" => [401, numbers[1], .. Enumerable.Repeat(numbers[2], 5), 403, 403, 403, 403],
            "admins" => [401, 403, 403, 403, 403, 403, numbers[1], 403, 403, 403, 403],
            "keepers" => [401, 403, 403, 403, 403, numbers[1], numbers[1], 403, 403, 403, 403],
            _ => numbers,
        };
    }
}

/// <param name="Endpoint">Method and route.</param>
/// <param name="Statuses">In the order of <see cref="AccessTable.Callers"/>.</param>
internal sealed record AccessRow(string Endpoint, IReadOnlyList<int> Statuses);
