extension AgentRules {
  /// Scanners, steered browsers, libraries and the words of programs in general.
  static let programsText = #"""
      # What looks for weaknesses, or measures the network.
      - { name: Censys, class: scanner, operator: Censys, agents: [censysinspect, censys] }
      - { name: Shodan, class: scanner, operator: Shodan, agents: [shodan] }
      - name: Palo Alto Networks
        class: scanner
        operator: Palo Alto Networks
        agents:
          ["expanse, a palo", paloaltonetworks, palo alto networks, cortex-xpanse, cortex xpanse]
      - name: InternetMeasurement
        class: scanner
        operator: driftnet.io
        agents: [internetmeasurement, internet-measurement]
      - { name: Netcraft, class: scanner, operator: Netcraft, agents: [netcraft] }
      - { name: BinaryEdge, class: scanner, operator: Coalition, agents: [binaryedge] }
      - { name: LeakIX, class: scanner, operator: LeakIX, agents: [leakix, l9explore, l9tcpid] }
      - { name: Onyphe, class: scanner, operator: Onyphe, agents: [onyphe] }
      - { name: FOFA, class: scanner, operator: FOFA, agents: [fofa] }
      - { name: ZoomEye, class: scanner, operator: Knownsec, agents: [zoomeye] }
      - name: Criminal IP
        class: scanner
        operator: AI Spera
        agents: [criminalip, criminal ip]
      - { name: Odin, class: scanner, operator: Cyble, agents: [getodin] }
      - { name: Stretchoid, class: scanner, agents: [stretchoid] }
      - { name: Shadowserver, class: scanner, operator: Shadowserver, agents: [shadowserver] }
      - name: Rapid7
        class: scanner
        operator: Rapid7
        agents: [project sonar, project-sonar, rapid7]
      - name: NetSystemsResearch
        class: scanner
        agents: [netsystemsresearch, net systems research]
      - { name: CyberResilience, class: scanner, agents: [cyberresilience, isscyberriskcrawler] }
      - { name: BitSight, class: scanner, operator: BitSight, agents: [bitsight] }
      - { name: SecurityScorecard, class: scanner, agents: [securityscorecard] }
      - { name: Modat, class: scanner, operator: Modat, agents: [modatscanner] }
      - { name: Alpha Strike, class: scanner, operator: Alpha Strike Labs, agents: [alphastrike] }
      - { name: Detectify, class: scanner, operator: Detectify, agents: [detectify] }
      - { name: Intruder, class: scanner, operator: Intruder, agents: [intruder.io] }
      - { name: Qualys, class: scanner, operator: Qualys, agents: [qualys] }
      - { name: Nessus, class: scanner, operator: Tenable, agents: [nessus, tenable] }
      - { name: OpenVAS, class: scanner, agents: [openvas, greenbone] }
      - { name: Acunetix, class: scanner, agents: [acunetix] }
      - { name: Netsparker, class: scanner, agents: [netsparker, invicti] }
      - { name: Burp, class: scanner, agents: [burp collaborator, burpsuite, burp suite] }
      - { name: ZAP, class: scanner, agents: [owasp zap, zaproxy] }
      - { name: zgrab, class: scanner, agents: [zgrab] }
      - { name: masscan, class: scanner, agents: [masscan] }
      - { name: Nmap, class: scanner, agents: [nmap] }
      - { name: Nikto, class: scanner, agents: [nikto] }
      - { name: sqlmap, class: scanner, agents: [sqlmap] }
      - { name: Nuclei, class: scanner, agents: [nuclei] }
      - { name: WPScan, class: scanner, agents: [wpscan] }
      - { name: Joomscan, class: scanner, agents: [joomscan, droopescan, cmsmap, cmseek] }
      - name: DirBuster
        class: scanner
        agents: [dirbuster, gobuster, feroxbuster, dirsearch, wfuzz]
      - { name: ffuf, class: scanner, agents: [fuzz faster u fool, ffuf] }
      - { name: WhatWeb, class: scanner, agents: [whatweb] }
      - { name: ProjectDiscovery, class: scanner, agents: [projectdiscovery] }
      - { name: Hydra, class: scanner, agents: [mozilla/4.0 (hydra), "^hydra"] }
      - { name: Arachni, class: scanner, agents: [arachni, w3af, skipfish, wapiti] }
      - { name: Jorgee, class: scanner, agents: [jorgee, zmeu, morfeus, muieblackcat] }
      - name: Mirai
        class: scanner
        pattern: '^(?:Hello,? ?World|KrebsOnSecurity|Mozi\b|r00ts3c)'
      - name: shell
        class: scanner
        pattern: '\(\) *\{|\$\{jndi:|<script|(?:wget|curl) +https?:|;\s*(?:cat|sh|bash) +/'

      # Browsers that a program steers.
      - name: HeadlessChrome
        class: program
        agents: [headlesschrome, headless chrome, headlessshell]
      - { name: PhantomJS, class: program, agents: [phantomjs, slimerjs, casperjs] }
      - { name: Playwright, class: program, agents: [playwright] }
      - { name: Puppeteer, class: program, agents: [puppeteer] }
      - { name: Selenium, class: program, agents: [selenium, webdriver] }
      - { name: HtmlUnit, class: program, agents: [htmlunit] }
      - { name: Cypress, class: program, agents: [cypress/] }
      - { name: Splash, class: program, agents: [splash version, splash/] }
      - { name: Prerender, class: program, agents: [prerender, rendertron] }
      - { name: wkhtmltopdf, class: program, agents: [wkhtmlto, weasyprint, prince/] }
      - { name: Lightpanda, class: program, agents: [lightpanda] }
      - { name: mirall, class: program, operator: Nextcloud, agents: [mirall/, "^nextcloud"] }
      - { name: Dalvik, class: program, agents: ["^dalvik/"] }
      - { name: jsdom, class: program, agents: [jsdom/] }

      # Browsers of people that name a library in which bots are written as well.
      - { name: text browser, class: person, agents: ["^lynx/", "^w3m/", "^links (", "^elinks"] }

      # Libraries and tools in which programs are written.
      - { name: curl, class: library, agents: [curl/, "^curl", libcurl, pycurl] }
      - { name: Wget, class: library, agents: [wget/, "^wget"] }
      - { name: aria2, class: library, agents: ["^aria2"] }
      - { name: HTTPie, class: library, agents: ["^httpie", "^xh/"] }
      - { name: python-requests, class: library, agents: [python-requests, "^requests/"] }
      - { name: python-httpx, class: library, agents: [python-httpx, "^httpx"] }
      - { name: aiohttp, class: library, agents: [aiohttp] }
      - { name: Python-urllib, class: library, agents: [python-urllib, "^urllib"] }
      - { name: Python, class: library, agents: [python] }
      - { name: Go-http-client, class: library, agents: [go-http-client, go http package] }
      - name: Go
        class: library
        agents: ["^go-resty", fasthttp, "^req/v", "^grequests", "^golang"]
      - { name: okhttp, class: library, agents: [okhttp] }
      - name: Apache-HttpClient
        class: library
        agents: [apache-httpclient, jakarta commons-http]
      - name: AsyncHttpClient
        class: library
        agents: ["^ahc/", asynchttpclient, async-http-client]
      - name: Java
        class: library
        pattern: '(?:^|[;( ])java/\d|^java\b|java-http-client|^jersey|reactornetty|^unirest'
      - { name: Ktor, class: library, agents: [ktor] }
      - { name: axios, class: library, agents: [axios/, "^axios"] }
      - { name: node-fetch, class: library, agents: [node-fetch, minipass-fetch] }
      - { name: undici, class: library, agents: [undici] }
      - { name: got, class: library, pattern: '^got(?:/| \(|$)|sindresorhus/got' }
      - name: Node.js
        class: library
        pattern: '^(?:node(?:[./ ]|$)|superagent|needle/|bun/|deno/)|node\.js'
      - { name: Guzzle, class: library, agents: [guzzlehttp, guzzle] }
      - { name: Symfony, class: library, agents: [symfony] }
      - name: PHP
        class: library
        pattern: '^php\b|\bphp/|php-curl|pecl::http|phpcrawl|zend_http|http_request'
      - { name: libwww-perl, class: library, agents: [libwww] }
      - { name: Perl, class: library, pattern: '\bperl\b|^www-mechanize|lwp[:-]' }
      - { name: Faraday, class: library, agents: ["faraday "] }
      - { name: http.rb, class: library, agents: ["^http.rb"] }
      - { name: Ruby, class: library, pattern: '\bruby/|^ruby|^mechanize|^typhoeus|^rest-client' }
      - { name: PowerShell, class: library, agents: [powershell] }
      - name: ".NET"
        class: library
        pattern: '^(?:restsharp|\.net|dotnet|system\.net|flurl)|ms web services client'
      - { name: WinHTTP, class: library, agents: [winhttp, winhttp.winhttprequest] }
      - { name: CFNetwork, class: program, agents: [cfnetwork/] }
      - { name: WordPress, class: library, agents: [wordpress/, wordpress.com] }
      - { name: Drupal, class: library, agents: [drupal (, "^drupal"] }
      - { name: TYPO3, class: library, agents: ["^typo3"] }
      - { name: Dart, class: library, agents: [dart/, "dart:io"] }
      - { name: reqwest, class: library, agents: [reqwest, "^ureq", "^hyper/", isahc] }
      - name: Elixir
        class: library
        agents: ["^hackney", "^mint/", "^req/", "^erlang", "^finch"]
      - { name: R, class: library, pattern: '^R(?:/| \()|^rcurl|^httr' }
      - { name: Postman, class: library, agents: [postmanruntime, "^insomnia", "^bruno"] }
      - name: load test
        class: library
        agents: ["^apachebench", "^siege", "^wrk", "^jmeter", "^locust", "^vegeta", "^hey/"]
      - { name: Indy Library, class: library, agents: [indy library] }
      - { name: HttpClient, class: library, agents: [httpclient, http_client, http client] }
      - { name: WebDAV, class: library, agents: [webdav, davfs2, cadaver] }
      - { name: git, class: library, agents: ["^git/"] }
      - { name: yt-dlp, class: library, agents: [yt-dlp, youtube-dl] }

      # Words of programs in general; Cubot makes telephones.
      - { name: bot, class: crawler, pattern: '(?<!cu)bot' }
      - { name: crawl, class: crawler, agents: [crawl] }
      - { name: spider, class: crawler, agents: [spider] }
      - { name: scraper, class: crawler, agents: [scrape, scrap.io, harvest, extractor] }
      - name: scan
        class: scanner
        pattern: '\bscan|scan(?:ner|ning)?\b|vulnerab|pentest|security.?research'
      - name: monitor
        class: monitor
        pattern: 'monitor(?!ing app)|uptime|health.?check|\bping(?:er)?\b'
      - name: checker
        class: monitor
        agents: [checker, validator, linkcheck, link check, verifier]
      - name: preview
        class: preview
        pattern: 'preview|unfurl|thumbnail|snippet|screenshot|favicon'
      - name: fetch
        class: program
        pattern: 'fetch(?:er|/|\b|bot)|download(?:er|ing)|image ?proxy'
      - { name: archiver, class: crawler, agents: [archiver, indexer, sitemap] }
      - { name: research, class: crawler, pattern: 'research(?:er|\.|@|/)|\bsurvey\b|academic' }
      - { name: Google, class: crawler, operator: Google, pattern: '[;( ]Google-\w' }
      - { name: address, class: crawler, pattern: '\+https?://|\(https?://' }

      # Persons whom uap-core takes for crawlers: telephones of Cubot, and Silk where it plays desktop.
      - { name: Cubot, class: person, pattern: '^(?:mozilla|opera|ucweb)/.*\bcubot' }
      - { name: Silk, class: person, pattern: '^mozilla/.*\bsilk/[\d.]+ like chrome/' }

    """#
}
