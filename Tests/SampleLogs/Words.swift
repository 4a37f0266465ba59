/// The texts that stand beside the data.
enum Words {
  static let configuration = """
    # Larkspur Theatre & Books, an invented business: the configuration of its site.
    # Paths are relative to this file.

    sites:
      - name: larkspur
        title: Larkspur Theatre & Books
        hosts: [www.larkspur.example, larkspur.example]
        zone: Europe/London
        currency: GBP
        language: en
        profile: footfall
        own_networks: [192.0.2.0/28]
        own_addresses: ["@larkspur.example"]
        dropboxes: [log@larkspur.example]
        mail_servers: [mx.larkspur.example]
        salt_period: month
        quiet_hour: 4
        double_opt_in: true
        page_groups:
          - {name: Programme, pages: [/programme/*]}
          - {name: Tickets, pages: [/tickets/*, /season-subscription]}
          - {name: Bookshop, pages: [/bookshop/*]}
          - {name: Account, pages: [/account/*]}
          - {name: The house, pages: [/, /about, /visit-us, /contact/*, /newsletter]}
        titles: titles.yaml
        goals:
          - name: chose
            title: Chose a play
            page: /tickets/*
          - name: bought
            title: Bought a ticket on the website
            page: /tickets/thanks
          - name: brochure
            title: Took the brochure
            download: /downloads/season-brochure-2026.pdf
          - name: news
            title: Asked for the newsletter
            form: newsletter
            value: 2.50
          - name: booking
            title: Asked about a booking
            contact: booking
          - name: order
            title: Ordered
            order: true
          - name: stayed
            title: Stayed five minutes
            duration: 5m
        funnels:
          - name: tickets
            title: From a play to a ticket
            steps: [{title: A play, page: /programme/*}, {title: Its tickets, page: /tickets/*}, bought]
          - name: straight
            title: The same without a detour
            order: strict
            steps:
              - {title: Its tickets, page: /tickets/*}
              - {title: The seats, page: /tickets/*/seats}
          - name: order
            title: From the bookshop to an order
            within: 30d
            steps: [{title: A book, page: /bookshop/*}, {title: The basket, page: /bookshop/basket}, order]
        segments:
          - name: phones
            title: From telephones
            all: {device: phone}
          - name: search
            title: From search engines
            all: {channel: [organic_search, paid_search]}
        annotations:
          - {on: 2026-09-17, note: The newsletter of the season went out}
          - {on: 2026-10-05, until: 2026-10-18, note: Advertising for the season subscription}
          - {on: 2026-10-13, note: Most pages could not be had for six hours}

    inputs:
      - access/access.log*
      - forms/forms.ndjson
      - mail/Maildir
      - mail/archive.mbox
      - mail/*.eml
      - ledgers/*.csv

    """

  static let staff = """
    # Who works for Larkspur Theatre & Books, and when.

    staff:
      - name: Orla Finch
        role: box office
        addresses: [orla.finch@larkspur.example]
        logins: [orla]
        hours: [Tue-Sat 10:00-18:00]
      - name: Desmond Pike
        role: bookshop
        addresses: [desmond.pike@larkspur.example]
        logins: [desmond]
        hours: [Mon-Fri 09:30-17:30]
      - name: Ruth Calder
        role: subscriptions
        addresses: [ruth.calder@larkspur.example]
        logins: [ruth]
        hours: [Mon-Thu 09:00-13:00]

    """

  static let strategy = """
    # What Larkspur Theatre & Books wants, for whom, how much of it and until when.

    goals:
      - want: Buyers come again within the year
        for: everybody who bought in the last twelve months
        panel: customers/repeat
        row: Twice in the year
        target: 50 %
        start: 30 %
        by: 2027-06-30
      - want: Questions are answered within a day
        for: whoever writes
        panel: contacts/response
        row: Answered in 24 hours
        target: 80 %
        by: 2026-12-31
      - want: Winning a customer costs less than a season ticket earns
        for: the owners
        panel: costs/winning-and-keeping
        row: Winning a customer
        target: 60
        better: less
        by: 2027-03-31
      - want: More people find the website
        for: people who do not know the theatre
        panel: overview/numbers
        row: Visitors
        target: 600
        by: 2026-11-30

    """

  static let readme = """
    # SampleLogs

    Four months (13 July to 12 November 2026) of Larkspur Theatre & Books, a small theatre with a
    bookshop that does not exist: about 30,000 lines of access log, 250 form submissions, 240 messages
    and the lists that its staff keep. `footfall.yaml` is the configuration of its site, `staff.yaml`
    says who works there, `deeds.json` what they did about complaints and questions and wrote into the
    diary, `strategy.yaml` what the business wants, and `titles.yaml` what the pages are called.

    Everything is invented. Hosts and mail domains end in `.example`, addresses are from the ranges
    for documentation (192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24, 2001:db8::/32); only search
    engines, social networks and robots have the names that logs show.

    A deterministic generator makes it all, the same bytes each time, this file included:

    ```
    swift run samplelogs SampleLogs
    ```

    It also writes `manifest.json`, the truth: what has to be found in the files. The numbers come
    from the generator's own model and its plain reference of the rules of sessions, not from reading
    the files again. The end-to-end test compares the database with it.

    | folder | what |
    |---|---|
    | `access/` | weekly files as nginx and logrotate leave them: `access.log`, `.1`, then `.2.gz` to `.17.gz` |
    | `forms/` | `forms.ndjson`, one submission a line |
    | `mail/` | an old `archive.mbox`, a `Maildir`, and single `.eml` files |
    | `ledgers/` | customers, products, orders and their lines, season tickets, what staff did, answers on sheets, costs, states of orders, shipments, wishes, vendors, mentions elsewhere, expected benefits; orders go back to January 2025 |

    ## What the manifest's words mean

    - *Page views* are events of kind `page` of persons; *visitors* are distinct address, agent and
      month of the salt (months change at 04:00 local on the first), of persons, bots and staff.
    - *Visits by day* are counted on the local day of a visit's first event. *Top pages* are the ten
      paths, without query, that the most visits saw at least once.
    - A *person* is named by the mail address that was used last, or by name where none is known.
      Those of the ledgers count four more than those of the contacts: three who are known at the box
      office alone, and an office. Vendors who write are persons, too. *Last contact* holds the subject as it reads after decoding. Calls,
      visits, letters, chats and meetings are contacts; notes are not.
    - `persons` tells all *addresses*, *logins* and *telephones* of each, what was ordered and spent, the *wishes* that stand, the
      *visits* of those who log in and allow to tie them, and whether the *news* letter may be sent; `set_aside` how much evidence must not count, and why;
      `shared_telephones` how many numbers are of two persons.
    - `consents` tells the last word of each person for each purpose, and where it was said: *asked*
      where a box was ticked and not confirmed, *confirmed*, *given* by the address book, *withdrawn*; *at* what time,
      where that is told, and the *proof*. `preferences` tells what each likes, how it is known, and how often.
    - `conversations` tells by its first message what belongs together, the first answer and who gave it,
      and who has the word. `ties` tells in which *visit* (its first hit) a message was written, and the
      strongest *rule* that ties it; `tie_rules` how many each ties, how many of those a login ties *with*
      it, and how many of them alike.
    - `cases` are the complaints, and the questions that nobody answered, as they stand when staff has done
      what `deeds.json` tells; `diary` is what it wrote down.
    - `bounces` say of which *original* message they tell, where that is among the files, by its time;
      `suppressions` to whom nothing may be sent any more. `vendors` tells what is kept encrypted,
      how many *letters* went to and fro, and when the *last*.
    - What `ledgers` tells holds at the end of the last day. *Buyers* ordered in the twelve months up
      to it: *twice* in them, or *bought before*: ever before their last order; *again* within a year
      of their first order. *Renewals due* fall into the next 90 days.

    ## What is planted in it

    - The visitor cookie begins on 5 August at 10:30: before that, lines are plain `combined`; from
      there on they have one more quoted field. Some browsers refuse it. Subscribers who log in have
      a name in the field of the remote user.
    - The autumn newsletter of 17 September; advertising for the season subscription from 5 to 18
      October, with `utm_` parameters; a server that failed on 13 October, 10:30 to 16:30; the end
      of summer time on 25 October, where the offset changes in the middle of a file.
    - `/about` links to `/programme/autumn-old`, which is gone; three old links from other sites.
    - Scanners, some of them with the agent of a browser: persons by the rules, but no visit.
    - Robots without a pause of 30 minutes for more than 24 hours: one with a hit exactly 24 hours
      before a midnight and one on it, one a second too late for that, two over the day of 25 hours;
      a monitor every five minutes for a week, over the change of the salt on 1 October.
    - Pauses of exactly 1,799 and 1,800 seconds; a visit over midnight; a browser before and after
      04:00 on 1 November (two visitors); a session of one picture (no visit).
    - PDF files in ranges (206), HEAD and OPTIONS, 499, redirects to https and away from a trailing
      slash, requests that are none (TLS, SSH, empty), paths in UTF-8, an escaped Latin-1 byte, a
      blank in a path, quotes in an agent, in both ways of escaping.
    - Lines a few seconds out of order, one line with CRLF, three empty lines, and five that must be
      rejects: two that are no log line, three with a time that is none or not believed.
    - Each submission has its POST line, zero to three seconds later; confirmations, and what was taken
      back, came by links of the mailing service, and have none. One line of JSON is cut off, one
      submission has no address, and some addresses have capitals: still the same person.
    - A part of the forms carries the visit along: the cookie in the hidden field `visitor`, a token in the
      hidden field `visit` or in the link to the form; where a browser takes no cookie, that of a program.
      Some mail goes to an address with a token behind a plus sign, hours after the page that gave it. Most
      of those who fill in a form allow to tie it to the visit. Who orders with a log-in has looked at it.
    - Nine persons with two addresses and one with three. What ties them: an order, an answer, a season
      ticket, a wish or a note of staff that names the second address beside the customer number, or an
      order that names it beside the log-in. They write mail from the second and fill in forms with the
      first.
    - Who must stay apart: two customers with one telephone, two who order through one office, one who
      ordered by the address of another customer, somebody who writes under another's name, and two
      who log in at one browser: what is done there without a log-in is nobody's.
    - In `orders.csv` a row of no time, which must be a reject; guests who are known by their address
      alone; `costs.csv` with semicolons, decimal commas and CRLF, and `benefits.csv` with the same
      columns: their names tell them apart. Some tickets were given back, and are no purchase: the list of
      orders says it, or that of states.
    - Bank accounts and tax numbers of vendors are those that banks and offices print as examples.
    - Seven delivery reports (RFC 3464): mailboxes that are gone, one that stayed full for three weeks,
      one message that was late, and one that was refused. Two reports of complaints (RFC 5965): one of an
      answer that is here, and one of a newsletter that is not, which must not count.
    - Notes of absence with and without the header for it, a receipt, a challenge, a letter of the county
      to all, and spam by the filter's word: nobody's. Two in three domains prove who sent their mail.
    - Some answers come from staff's own addresses, with a copy to the `dropboxes`; letters to and from
      vendors; papers and pictures with some letters.
    - Messages in all the usual encodings, two that came twice (in the Maildir and, with other headers of
      the delivery, in the archive), one file that is no message, and in `tmp/` one that nobody may read.

    """
}
