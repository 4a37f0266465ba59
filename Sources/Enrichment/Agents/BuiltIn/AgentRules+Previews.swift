extension AgentRules {
  /// Previews.
  static let previewsText = #"""
      # What shows a page, its title or its picture elsewhere.
      - name: iMessage
        class: preview
        operator: Apple
        pattern: 'facebookexternalhit/1\.1 Facebot Twitterbot/1\.0'
      - name: facebookexternalhit
        class: preview
        operator: Meta
        agents: [facebookexternalhit, facebookcatalog, facebookplatform, facebot]
      - { name: WhatsApp, class: preview, operator: Meta, agents: [whatsapp/] }
      - { name: Twitterbot, class: preview, operator: X, agents: [twitterbot] }
      - { name: LinkedInBot, class: preview, operator: LinkedIn, agents: [linkedinbot] }
      - { name: TelegramBot, class: preview, operator: Telegram, agents: [telegrambot] }
      - { name: Slack-ImgProxy, class: preview, operator: Slack, agents: [slack-imgproxy] }
      - name: Slackbot
        class: preview
        operator: Slack
        agents: [slackbot, slack-linkexpanding]
      - { name: Discordbot, class: preview, operator: Discord, agents: [discordbot] }
      - { name: SkypeUriPreview, class: preview, operator: Microsoft, agents: [skypeuripreview] }
      - name: Microsoft Office
        class: preview
        operator: Microsoft
        agents: [ms-office, msoffice, "^microsoft office", "^microsoft outlook"]
      - name: Pinterestbot
        class: preview
        operator: Pinterest
        agents: [pinterestbot, pinterest.com/bot, "^pinterest/"]
      - { name: redditbot, class: preview, operator: Reddit, agents: [redditbot] }
      - { name: Mastodon, class: preview, agents: [mastodon] }
      - name: Fediverse
        class: preview
        agents:
          [pleroma, akkoma, misskey, lemmy/, gotosocial, friendica, peertube/, pixelfed,
           iceshrimp, sharkey/, hubzilla, bookwyrm, mbin/, writefreely]
      - { name: Bluesky, class: preview, operator: Bluesky, agents: [bluesky cardyb, cardyb] }
      - { name: Iframely, class: preview, operator: Iframely, agents: [iframely] }
      - { name: Embedly, class: preview, operator: Embedly, agents: [embedly] }
      - { name: Snapchat, class: preview, operator: Snap, agents: [snap url preview] }
      - { name: Viber, class: preview, operator: Rakuten, agents: ["^viber"] }
      - name: LINE
        class: preview
        operator: LY Corporation
        agents: ["^line-poker", linespider]
      - { name: vkShare, class: preview, operator: VK, agents: [vkshare] }
      - { name: OdklBot, class: preview, operator: VK, agents: [odklbot] }
      - { name: Tumblr, class: preview, operator: Automattic, agents: ["^tumblr/"] }
      - name: Flipboard
        class: preview
        operator: Flipboard
        agents: [flipboardproxy, flipboardrss]
      - name: XING
        class: preview
        operator: XING
        agents: [xing-contenttabreceiver, xing bot]
      - { name: Notion, class: preview, operator: Notion, agents: [notionembedder, "^notion"] }
      - { name: Trello, class: preview, operator: Atlassian, agents: ["^trello", trello.com] }
      - name: Atlassian
        class: preview
        operator: Atlassian
        agents: [jira software, "^atlassian"]
      - name: GitHub Camo
        class: preview
        operator: GitHub
        agents: [github-camo, "^camo asset proxy"]
      - { name: Zoom, class: preview, operator: Zoom, agents: [zoombot] }
      - { name: Nextcloud, class: preview, agents: ["^nextcloud server", nextcloud-talk] }
      - { name: Matrix, class: preview, agents: [synapse (bot, synapse/] }
      - { name: Rocket.Chat, class: preview, agents: ["^rocket.chat"] }
      - { name: Mattermost, class: preview, agents: [mattermost-bot, "^mattermost"] }
      - name: Pocket
        class: preview
        operator: Mozilla
        agents: [pocketparser, pocketimagecache]
      - { name: Instapaper, class: preview, operator: Instapaper, agents: ["^instapaper"] }
      - { name: Wallabag, class: preview, agents: [wallabag] }
      - { name: Photon, class: preview, operator: Automattic, agents: ["^photon/"] }
      - { name: Google Translate, class: preview, operator: Google, agents: [translate.google] }
      - { name: Superhuman, class: preview, operator: Superhuman, agents: [superhuman] }
      - name: thumbnails
        class: preview
        agents: [webthumb, pagepeeker, s2shots, thumbshots, urlbox]

    """#
}
