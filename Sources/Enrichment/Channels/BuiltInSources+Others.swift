extension BuiltInSources {
  /// Assistants, mail, video, shopping, other websites, payment and spam.
  static let others = #"""
    ai:
      - name: ChatGPT
        hosts: [chatgpt.com, chat.openai.com, openai.com]
        apps: [com.openai.chatgpt]
        names: [openai]
      - name: Claude
        hosts: [claude.ai, claude.com]
        apps: [com.anthropic.claude]
        names: [anthropic]
      - name: Perplexity
        hosts: [perplexity.ai]
        apps: [ai.perplexity.app.android]
        terms: [q]
      - name: Copilot
        hosts: [copilot.microsoft.com, copilot.cloud.microsoft, m365.cloud.microsoft,
          edgeservices.bing.com]
        apps: [com.microsoft.copilot]
        names: [microsoft copilot, bing chat]
      - name: Gemini
        hosts: [gemini.google.com, bard.google.com]
        apps: [com.google.android.apps.bard]
        names: [google gemini, bard]
      - { name: NotebookLM, hosts: [notebooklm.google.com, notebooklm.google] }
      - { name: DeepSeek, hosts: [deepseek.com], apps: [com.deepseek.chat] }
      - { name: Phind, hosts: [phind.com] }
      - { name: Grok, hosts: [grok.com, x.ai], apps: [ai.x.grok] }
      - name: Le Chat
        hosts: [chat.mistral.ai, mistral.ai]
        names: [mistral, mistral le chat, lechat]
      - { name: Meta AI, hosts: [meta.ai] }
      - { name: You.com, hosts: [you.com], terms: [q] }
      - { name: Duck.ai, hosts: [duck.ai] }
      - { name: Qwen, hosts: [chat.qwen.ai, qwen.ai], names: [tongyi] }
      - { name: Kimi, hosts: [kimi.com, kimi.moonshot.cn] }
      - { name: Doubao, hosts: [doubao.com] }
      - { name: ERNIE Bot, hosts: [yiyan.baidu.com, ai.baidu.com] }
      - { name: ChatGLM, hosts: [chatglm.cn, z.ai] }
      - { name: Poe, hosts: [poe.com] }
      - { name: HuggingChat, hosts: [huggingface.co] }
      - { name: Lumo, hosts: [lumo.proton.me] }
      - { name: Felo, hosts: [felo.ai] }
      - { name: iAsk, hosts: [iask.ai] }
      - { name: Character.AI, hosts: [character.ai] }
      - { name: Pi.ai, hosts: [pi.ai] }
      - { name: Jasper, hosts: [app.jasper.ai] }
      - { name: Writesonic, hosts: [app.writesonic.com] }

    mail:
      - { name: Gmail, hosts: [mail.google.com, gmail.com], apps: [com.google.android.gm] }
      - name: Outlook
        hosts: [outlook.live.com, mail.live.com, outlook.com, outlook.office.com,
          outlook.office365.com, hotmail.com, safelinks.protection.outlook.com]
        apps: [com.microsoft.office.outlook]
        names: [hotmail]
      - { name: Yahoo! Mail, hosts: [mail.yahoo.com, mail.yahoo.co.jp], apps:
          [com.yahoo.mobile.client.android.mail], names: [yahoo mail] }
      - { name: AOL Mail, hosts: [mail.aol.com] }
      - name: GMX
        hosts: [gmx.*, deref-gmx.net, deref-gmx.com]
        apps: [de.gmx.mobile.android.mail]
      - name: WEB.DE
        hosts: [web.de, deref-web.de, deref-web-02.de]
        apps: [de.web.mobile.android.mail]
      - { name: mail.com, hosts: [mail.com, deref-mail.com] }
      - { name: T-Online Mail, hosts: [email.t-online.de], apps: [de.telekom.mail] }
      - { name: freenet Mail, hosts: [email.freenet.de, webmail.freenet.de, mail.freenet.de] }
      - { name: IONOS Mail, hosts: [mail.ionos.*, webmail.1und1.de, email.ionos.*] }
      - { name: Strato Mail, hosts: [webmail.strato.de, communicator.strato.com] }
      - { name: mailbox.org, hosts: [mailbox.org, office.mailbox.org] }
      - { name: Posteo, hosts: [posteo.de, posteo.net] }
      - { name: Tuta, hosts: [app.tuta.com, mail.tutanota.com], apps: [de.tutao.tutanota] }
      - { name: Proton Mail, hosts: [mail.proton.me, mail.protonmail.com], apps:
          [ch.protonmail.android], names: [protonmail] }
      - { name: Fastmail, hosts: [fastmail.com], apps: [com.fastmail.app] }
      - { name: HEY, hosts: [app.hey.com] }
      - { name: iCloud Mail, hosts: [icloud.com], names: [icloud] }
      - { name: Zoho Mail, hosts: [mail.zoho.*] }
      - { name: Yandex Mail, hosts: [mail.yandex.*], apps: [ru.yandex.mail] }
      - { name: Mail.ru, hosts: [e.mail.ru, touch.mail.ru], apps: [ru.mail.mailapp] }
      - { name: Rambler Mail, hosts: [mail.rambler.ru] }
      - { name: Orange Mail, hosts: [messagerie.orange.fr, webmail.orange.fr, mail.orange.fr] }
      - { name: SFR Mail, hosts: [webmail.sfr.fr, messagerie.sfr.fr] }
      - { name: Free Mail, hosts: [zimbra.free.fr, webmail.free.fr] }
      - { name: La Poste, hosts: [webmail.laposte.net] }
      - { name: Bluewin Mail, hosts: [email.bluewin.ch, webmail.bluewin.ch] }
      - { name: Libero Mail, hosts: [mail.libero.it] }
      - { name: Virgilio Mail, hosts: [mail.virgilio.it] }
      - { name: Seznam Email, hosts: [email.seznam.cz], apps: [cz.seznam.email] }
      - { name: WP Poczta, hosts: [poczta.wp.pl, poczta.o2.pl] }
      - { name: Onet Poczta, hosts: [poczta.onet.pl] }
      - { name: Interia Poczta, hosts: [poczta.interia.pl] }
      - { name: Xfinity Mail, hosts: [connect.xfinity.com] }
      - { name: NetEase Mail, hosts: [mail.163.com, mail.126.com] }
      - { name: QQ Mail, hosts: [mail.qq.com] }
      - { name: Naver Mail, hosts: [mail.naver.com] }
      - { name: Daum Mail, hosts: [mail.daum.net] }
      - name: Mailchimp
        hosts: [list-manage.com, mailchimp.com, campaign-archive.com, mailchi.mp]
      - { name: Brevo, hosts: [brevo.com, sendinblue.com, sendibm1.com], names: [sendinblue] }
      - { name: CleverReach, hosts: [cleverreach.com, crsend.com] }
      - { name: rapidmail, hosts: [rapidmail.de, emailsys.net] }
      - { name: Klaviyo, hosts: [klaviyo.com] }
      - { name: Mailjet, hosts: [mailjet.com] }
      - { name: MailerLite, hosts: [mailerlite.com] }
      - { name: Campaign Monitor, hosts: [campaignmonitor.com, createsend.com] }
      - { name: Constant Contact, hosts: [constantcontact.com] }

    video:
      - name: YouTube
        hosts: [youtube.com, youtu.be, youtube-nocookie.com]
        apps: [com.google.android.youtube]
        names: [yt]
        paid: [yt-ads, yt_ads, ytads, youtube_ads, youtube-ads, youtubeads]
      - { name: Vimeo, hosts: [vimeo.com], apps: [com.vimeo.android.videoapp] }
      - { name: Dailymotion, hosts: [dailymotion.com] }
      - { name: Twitch, hosts: [twitch.tv], apps: [tv.twitch.android.app] }
      - { name: Wistia, hosts: [wistia.com, wistia.net] }
      - { name: Rumble, hosts: [rumble.com] }
      - { name: Odysee, hosts: [odysee.com] }
      - { name: Bilibili, hosts: [bilibili.com] }
      - { name: Youku, hosts: [youku.com] }
      - { name: iQIYI, hosts: [iqiyi.com, iq.com] }
      - { name: Niconico, hosts: [nicovideo.jp] }
      - { name: RuTube, hosts: [rutube.ru] }
      - { name: Netflix, hosts: [netflix.com] }
      - { name: Hulu, hosts: [hulu.com] }
      - { name: Disney+, hosts: [disneyplus.com], names: [disneyplus] }
      - { name: Crackle, hosts: [crackle.com] }
      - { name: CuriosityStream, hosts: [curiositystream.com] }
      - { name: TED, hosts: [ted.com] }

    shopping:
      - { name: Google Shopping, hosts: [shopping.google.*], names: [googleshopping, igshopping] }
      - name: Amazon
        hosts: [amazon.*, amzn.to, amzn.eu, amazon-adsystem.com]
        apps: [com.amazon.mshop.android.shopping]
        paid: [amazon_ads, amazon-ads, amazonads]
      - { name: eBay, hosts: [ebay.*, ebay.us, ebay.to], apps: [com.ebay.mobile] }
      - { name: Etsy, hosts: [etsy.com, etsy.me], apps: [com.etsy.android] }
      - name: Alibaba
        hosts: [alibaba.com, aliexpress.*, tmall.com, taobao.com]
        apps: [com.alibaba.aliexpresshd]
        names: [aliexpress]
      - { name: Temu, hosts: [temu.com] }
      - { name: Walmart, hosts: [walmart.com] }
      - { name: Shopify, hosts: [shopify.com, shop.app, myshopify.com] }
      - { name: MercadoLibre, hosts: [mercadolibre.*, mercadolivre.com.br] }
      - { name: Rakuten, hosts: [rakuten.co.jp, rakuten.com] }
      - { name: Naver Shopping, hosts: [shopping.naver.com] }
      - { name: Yahoo! Shopping, hosts: [shopping.yahoo.com, shopping.yahoo.co.jp] }
      - { name: idealo, hosts: [idealo.*] }
      - { name: billiger.de, hosts: [billiger.de] }
      - { name: geizhals, hosts: [geizhals.de, geizhals.at, geizhals.eu, skinflint.co.uk] }
      - { name: guenstiger.de, hosts: [guenstiger.de] }
      - { name: Toppreise, hosts: [toppreise.ch] }
      - { name: Galaxus, hosts: [galaxus.*, digitec.ch] }
      - { name: OTTO, hosts: [otto.de] }
      - { name: Kaufland, hosts: [kaufland.de] }
      - { name: Kleinanzeigen, hosts: [kleinanzeigen.de] }
      - { name: PriceRunner, hosts: [pricerunner.*] }
      - { name: Kelkoo, hosts: [kelkoo.*] }
      - { name: Allegro, hosts: [allegro.pl, ceneo.pl] }
      - { name: Heureka, hosts: [heureka.cz, heureka.sk] }
      - { name: bol, hosts: [bol.com] }
      - { name: Cdiscount, hosts: [cdiscount.com] }
      - { name: Fnac, hosts: [fnac.com] }
      - { name: AbeBooks, hosts: [abebooks.*, zvab.com] }
      - { name: Bookshop.org, hosts: [bookshop.org] }
      - { name: Thalia, hosts: [thalia.de, thalia.at] }
      - { name: Hugendubel, hosts: [hugendubel.de] }
      - { name: Booklooker, hosts: [booklooker.de] }

    referral:
      - name: Google Docs
        hosts: [docs.google.com, drive.google.com, sheets.google.com, keep.google.com]
      - { name: Google Translate, hosts: [translate.google.*, translate.goog] }
      - { name: Google Groups, hosts: [groups.google.*] }
      - { name: Google Sites, hosts: [sites.google.com] }
      - { name: Google News, hosts: [news.google.*] }
      - { name: Google Calendar, hosts: [calendar.google.com] }
      - { name: Google Chat, hosts: [chat.google.com, meet.google.com] }
      - { name: Google help, hosts: [support.google.com, developers.google.com] }
      - { name: Google Play, hosts: [play.google.com] }
      - { name: Google Classroom, hosts: [classroom.google.com] }
      - { name: Google account, hosts: [accounts.google.*, myaccount.google.com] }
      - name: Google tools
        hosts: [ads.google.com, adssettings.google.com, analytics.google.com, business.google.com,
          merchants.google.com, search.google.com, tagassistant.google.com, tagmanager.google.com]
      - name: Yahoo! sites
        hosts: [finance.yahoo.com, news.yahoo.com, answers.yahoo.com, news.yahoo.co.jp]
      - { name: Yandex Translate, hosts: [translate.yandex.*] }
      - { name: Naver blogs, hosts: [blog.naver.com, cafe.naver.com, kin.naver.com] }
      - { name: Amazon Web Services, hosts: [aws.amazon.com] }
      - { name: Wikipedia, hosts: [wikipedia.org] }

    payment: [paypal.*, paypalobjects.com, stripe.com, stripe.network, klarna.*, mollie.com,
      adyen.com, adyenpayments.com, saferpay.com, six-payment-services.com,
      worldline-solutions.com, datatrans.com, datatrans.ch, checkout.postfinance.ch, twint.ch,
      worldpay.com, sofort.com, giropay.de, paydirekt.de, wero-wallet.eu, payments.amazon.*,
      pay.amazon.*, apay-us.amazon.com, payments-eu.amazon.com, pay.google.com,
      payments.google.com, checkout.com, braintreegateway.com, braintreepayments.com,
      cardinalcommerce.com, authorize.net, cybersource.com, squareup.com, square.link, payone.com,
      pay1.de, computop.com, computop-paygate.com, unzer.com, heidelpay.com, wirecard.com,
      payengine.de, secupay.com, ratepay.com, riverty.com, afterpay.com, clearpay.co.uk,
      sagepay.com, opayo.co.uk, elavon.com, barclaycardsmartpay.com, gocardless.com,
      truelayer.com, trustly.com, alipay.com, payu.com, payu.pl, przelewy24.pl, dotpay.pl,
      tpay.com, ideal.nl, multisafepay.com, ogone.com, v-psp.com, bancontact.net, paytrail.com,
      nexigroup.com, nexi.it, netaxept.nets.eu, dibspayment.com, quickpay.net, vippsmobilepay.com,
      swish.nu, systempay.fr, payplug.com, paybox.com, monetico-services.com, sumup.com,
      razorpay.com, mercadopago.com, payfast.co.za, paystack.com, wallee.com, payrexx.com,
      postfinancecheckout.com, arcot.com, 3dsecure.io, 3ds2.de, securesuite.co.uk, wlp-acs.com]

    spam: [4webmasters.org, 7makemoneyonline.com, aerotour.ru, ai-seo-services.com,
      anticrawler.org, auto-seo-service.org, autoseo-service.org, autoseo-traffic.com,
      best-seo-offer.com, best-seo-solution.com, bestwebsitesawards.com, blackhatworth.com,
      buttons-for-website.com, buttons-for-your-website.com, cenoval.ru, copyrightclaims.org,
      copyrightinstitute.org, darodar.com, econom.co, erot.co, event-tracking.com,
      floating-share-buttons.com, free-share-buttons.com, free-social-buttons.com,
      get-free-traffic-now.com, get-seo-help.com, get-your-social-buttons.info, guardlink.org,
      hongfanji.com, hulfingtonpost.com, ilovevitaly.co, ilovevitaly.com, ilovevitaly.info,
      ilovevitaly.org, ilovevitaly.ru, ilovevitaly.xyz, iskalko.ru, kambasoft.com, law-six.xyz,
      keywords-monitoring-success.com, keywords-monitoring-your-success.com,
      krasnodar-avtolombard.ru, law-check-two.xyz, law-enforcement-bot-ff.xyz,
      law-enforcement-check-three.xyz, monetizationking.net, o-o-6-o-o.com, o-o-6-o-o.ru,
      o-o-8-o-o.com, o-o-8-o-o.ru, priceg.com, rank-checker.online, ranksonic.info, ranksonic.net,
      ranksonic.org, resell-seo-services.com, sanjosestartups.com, savetubevideo.com,
      savetubevideo.info, semalt.com, semalt.net, semaltmedia.com, seo-2-0.com, seo-platform.com,
      seo-services-b2b.com, seo-smm.kz, seo-tips.top, seo-traffic.xyz, share-buttons-for-free.com,
      share-buttons.xyz, simple-share-buttons.com, site-auditor.online, social-button.xyz,
      social-buttons-ii.xyz, social-buttons.com, success-seo.com, super-seo-guru.com,
      superiends.org, theguardlan.com, top1-seo-service.com, traffic2cash.org, traffic2cash.xyz,
      traffic2money.com, trafficgenius.xyz, trafficmonetize.org, trafficmonetizer.org,
      videos-for-your-business.com, webmonetizer.net, website-analyzer.info]

    """#
}
