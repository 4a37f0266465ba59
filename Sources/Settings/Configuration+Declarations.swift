import Clickstream

extension Configuration {
  /// Every setting of the top level, in the order of the sample file.
  static let settings: [Setting<Configuration>] = [
    Setting(
      "database", \.database, .database, example: "postgresql://footfall@localhost/footfall",
      help: """
        Where events are kept: 'embedded' is a private PostgreSQL in the data directory, started \
        when it is needed; a URL names a server of your own.
        """),
    Setting(
      "data", \.data, .optional(.path("the path of a folder")), example: "/var/lib/footfall",
      help: """
        The data directory. Without this setting /var/lib/footfall where installed or when root, \
        else .footfall in the checkout.
        """),
    Setting(
      "inputs", \.inputs, .inputs,
      example: "[/var/log/nginx/access.log*, forms.ndjson, Maildir]",
      help: """
        What 'footfall run' follows and 'footfall nightly' reads: access logs, form submissions \
        and mail, told apart by what they hold. Relative paths start at the folder of this file. \
        Quote what begins with *.
        """),
    Setting(
      "assets", \.assets, .choice, example: "count",
      help: """
        What is done with hits on style sheets, scripts, pictures and fonts: 'keep' makes each an \
        event, 'count' counts them only.
        """),
    Setting(
      "query_allow", \.queryAllow, .list(of: .queryName), example: "[utm_source, q, mtm_*]",
      help: """
        Names of the query parameters that are kept; all others are cut off before anything is \
        written. A final * stands for any ending. Of click ids, such as gclid, the name alone is kept.
        """),
    Setting(
      "trusted_proxies", \.trustedProxies, .list(of: .network),
      example: "[10.0.0.0/8, '2001:db8::/32']",
      help: """
        Networks of your own proxies and balancers. Where a line comes from one of them and holds \
        X-Forwarded-For, the client is the last address in it that is none of them.
        """),
    Setting(
      "topics", \.topics, .optional(.path("the path of a file")), example: "topics.yaml",
      help: "The rules that tell what a message is about. Without this setting the built-in ones."),
    Setting(
      "agents", \.agents, .optional(.path("the path of a file")), example: "agents.yaml",
      help: """
        The rules that tell programs from people by their user agent. Without this setting the \
        built-in ones.
        """),
    Setting(
      "browsers", \.browsers, .optional(.path("the path of a file")),
      example: "/usr/share/uap-core/regexes.yaml",
      help: """
        The patterns that tell browsers, systems and devices: regexes.yaml of uap-core. Without \
        this setting that of Debian's package uap-core, where it is installed.
        """),
    Setting(
      "sources", \.sources, .optional(.path("the path of a file")), example: "sources.yaml",
      help: """
        Search engines, networks, payment providers and referrer spam that the built-in lists do \
        not know, or know otherwise.
        """),
    Setting(
      "places", \.places, .list(of: .path("the path of a file")),
      example: "[/var/lib/GeoIP/GeoLite2-City.mmdb, /var/lib/GeoIP/GeoLite2-ASN.mmdb]",
      help: """
        Databases that tell where addresses lie: .mmdb files, or location.db of Debian's package \
        libloc-database; the first that knows an address wins. Without one no place is known.
        """),
    Setting(
      "staff", \.staff, .optional(.path("the path of a file")), flag: "--staff-file",
      example: "staff.yaml",
      help: """
        Who works for the business: names, addresses, role and hours. Without this setting \
        staff.yaml beside this file, where it is there.
        """),
    Setting(
      "strategy", \.strategy, .optional(.path("the path of a file")), example: "strategy.yaml",
      help: """
        What the business wants, for whom, how much of it and until when; the Overview shows it \
        against what is. Without this setting strategy.yaml beside this file, where it is there.
        """),
    Setting(
      "facts", \.facts, .optional(.path("the path of a file")), example: "facts.yaml",
      help: """
        What is true of the business, and where its pages say it: telephones, addresses, hours, \
        prices; 'footfall audit' compares. Without this setting facts.yaml beside this file, where \
        it is there.
        """),
    Setting(
      "dashboards", \.dashboards, .optional(.path("the path of a folder")),
      example: "/etc/footfall/Dashboards",
      help: "A folder of your own dashboards; its panels are laid over the shipped ones."),
    Setting(
      "secret_key", \.secretKey, .optional(.path("the path of a file")),
      example: "/etc/footfall/secret.key",
      help: """
        The key with which bank accounts and tax numbers of vendors are encrypted; keep a copy. \
        Without this setting secret.key in the data directory, made when it is first needed.
        """),
    Setting(
      "output", \.output, .optional(.path("the path of a folder")), flag: "--out",
      example: "/var/www/footfall",
      help: """
        The folder that pages are written to. Without this setting Dashboards/html in a checkout, \
        else html in the data directory.
        """),
    Setting(
      "persons_folder", \.personsFolder, .optional(.path("the path of a folder")),
      example: "/srv/footfall/persons",
      help: """
        The folder for pages that name persons; not for publishing. Without this setting it lies \
        beside the output folder and has its name with '-persons' behind.
        """),
    Setting(
      "person_pages", \.personPages, .number(0...100_000), example: "500",
      help: """
        How many persons of a site get a page of their own in that folder, the last in touch \
        first, and how many vendors; 0: none.
        """),
    Setting(
      "periods", \.periods, .list(of: .pagePeriod), example: "[7 days, months]",
      help: """
        Periods that have pages of their own beside those of the last 28 days. Months and years \
        that are over are written anew only where what they tell has changed.
        """),
    Setting(
      "publish", \.publish, .optional(.publish), example: "/srv/www/statistics",
      help: """
        Where the pages go after each report: a folder, which is replaced whole in one step, or a \
        command of the shell behind the word run, as in: run rsync -a "$FOOTFALL_PAGES/" web:stats/. \
        It finds the folders in FOOTFALL_PAGES and FOOTFALL_PERSONS, and has ten minutes; where it \
        fails the report ends with 1.
        """),
    Setting(
      "publish_persons", \.publishPersons, .flag, example: "true",
      help: """
        Whether pages that name persons are published, too: into a folder beside, whose name ends in \
        '-persons', or as FOOTFALL_PERSONS of the command, which is empty otherwise.
        """),
    Setting(
      "keep_pages", \.keepPages, .number(0...3_660), example: "90",
      help: """
        How many days the pages of runs before are kept, a folder a day beside the output folder, whose \
        name ends in '-kept'; 0: none. Pages that name persons are never kept.
        """),
    Setting(
      "pdf", \.pdf, .flag, example: "true",
      help: """
        Whether the first page of each site is written as overview.pdf, too, for which Chromium has to \
        be installed.
        """),
    Setting(
      "monitor", \.monitor, .monitor, example: "off",
      help: """
        Where 'footfall run' tells its health (/health) and its metrics for Prometheus \
        (/metrics): an address of this machine and a port, or 'off'.
        """),
    Setting(
      "on_alert", \.onAlert, .optional(.line("a command", limit: 2_000)),
      example: "/usr/local/bin/notify-ops",
      help: """
        A command of the shell that is run when an alarm is raised or cleared. It gets the alarm \
        in the variables FOOTFALL_ALERT_NAME, _SUBJECT, _SEVERITY (raised or cleared), _SUMMARY, \
        _TIME and _REMINDER (1 where it was told before), and as JSON on its standard input.
        """),
    Setting(
      "alert_mail", \.alertMail, .optional(.mailAddress), example: "ops@larkspur.example",
      help: "Who gets each alarm by mail."),
    Setting(
      "mail_server", \.mailServer, .optional(.mailServer),
      example: "smtp://mail.larkspur.example:25",
      help: """
        The server that takes alarms by mail. Without this setting the sendmail of this machine \
        or, where the daemon may gain no rights, as under the shipped unit, smtp://localhost:25.
        """),
    Setting(
      "silent_after", \.silentAfter, .span, example: "2h",
      help: "How long an input that is followed may bring nothing before an alarm: 2h, 1d, never."),
    Setting(
      "rotate_wait", \.rotateWait, .seconds, example: "30s",
      help: """
        How long a file that was rotated away must be quiet before its last line is taken for \
        whole and the file for read.
        """),
    Setting(
      "stop_within", \.stopWithin, .seconds, example: "25s",
      help: """
        How long 'footfall run' may take to store what it has read once it is told to end; then \
        it ends all the same, and nothing is half stored. The unit waits 30 s (TimeoutStopSec).
        """),
    Setting(
      "keep_events", \.retention.events, .lifetime, example: "25 months",
      help: """
        How long hits are kept, until 'footfall retention --apply' drops whole months of them: 25 \
        months, 400 days, always. What their sessions say stays; lines of such days that come later \
        are ignored (too_late).
        """),
    Setting(
      "keep_sessions", \.retention.sessions, .lifetime, example: "always",
      help: """
        How long sessions are kept, until 'footfall retention --apply' drops them; not shorter than \
        hits.
        """),
    Setting(
      "keep_sums", \.retention.sums, .lifetime, example: "always",
      help: """
        How long the sums of days are kept, until 'footfall retention --apply' drops them; not \
        shorter than sessions.
        """),
    Setting(
      "keep_rejects", \.retention.rejects, .lifetime, example: "7 days",
      help: """
        How long the bytes of records that could not be used are kept, to be read again; whoever \
        loads drops what is older.
        """),
    Setting(
      "sites", \.sites, .sites, example: "[]",
      help: """
        The sites whose visits are kept. A line of a log whose host belongs to none of them is \
        rejected, and can be replayed once the site stands here.
        """),
  ]
}

extension Kind<String> {
  fileprivate static var queryName: Kind {
    .word("the name of a query parameter", length: 1...64) { byte in
      (0x21...0x7e).contains(byte) && !"&=#?;,\"'%".utf8.contains(byte)
    }
  }
}
