extension AgentRules {
  /// What models read.
  static let modelsText = #"""
      # Models: what reads for their training, for the index they answer from, and for somebody's
      # question.
      - { name: OAI-SearchBot, class: ai_search, operator: OpenAI, agents: [oai-searchbot] }
      - { name: OAI-AdsBot, class: crawler, operator: OpenAI, agents: [oai-adsbot] }
      - { name: ChatGPT-User, class: ai_assistant, operator: OpenAI, agents: [chatgpt-user] }
      - { name: GPTBot, class: ai_training, operator: OpenAI, agents: [gptbot] }
      - name: OpenAI
        class: ai_assistant
        operator: OpenAI
        agents: [chatgpt-agent, "+https://openai.com"]
      - name: Claude-SearchBot
        class: ai_search
        operator: Anthropic
        agents: [claude-searchbot]
      - name: Claude-User
        class: ai_assistant
        operator: Anthropic
        agents: [claude-user, claude-code/, "^claude/"]
      - { name: ClaudeBot, class: ai_training, operator: Anthropic, agents: [claudebot] }
      - { name: Claude-Web, class: ai_training, operator: Anthropic, agents: [claude-web] }
      - { name: anthropic-ai, class: ai_training, operator: Anthropic, agents: [anthropic-ai] }
      - name: Perplexity-User
        class: ai_assistant
        operator: Perplexity
        agents: [perplexity-user]
      - { name: PerplexityBot, class: ai_search, operator: Perplexity, agents: [perplexitybot] }
      - name: Google-CloudVertexBot
        class: ai_search
        operator: Google
        agents: [google-cloudvertexbot]
      - name: Gemini-Deep-Research
        class: ai_assistant
        operator: Google
        agents: [gemini-deep-research]
      - name: Google-NotebookLM
        class: ai_assistant
        operator: Google
        agents: [google-notebooklm, google-gemininotebook, notebooklm]
      - name: Google-Agent
        class: ai_assistant
        operator: Google
        agents: [google-agent, googleagent-mariner, googleagent]
      - { name: Google-Gemini, class: ai_assistant, operator: Google, agents: [google-gemini] }
      - name: meta-externalagent
        class: ai_training
        operator: Meta
        agents: [meta-externalagent]
      - name: meta-externalfetcher
        class: ai_assistant
        operator: Meta
        agents: [meta-externalfetcher, meta-webfetcher]
      - { name: meta-webindexer, class: ai_search, operator: Meta, agents: [meta-webindexer] }
      - { name: meta-externalads, class: crawler, operator: Meta, agents: [meta-externalads] }
      - { name: FacebookBot, class: ai_training, operator: Meta, agents: [facebookbot] }
      - { name: Bytespider, class: ai_training, operator: ByteDance, agents: [bytespider] }
      - { name: TikTokSpider, class: crawler, operator: ByteDance, agents: [tiktokspider] }
      - { name: Amzn-SearchBot, class: ai_search, operator: Amazon, agents: [amzn-searchbot] }
      - { name: Amzn-User, class: ai_assistant, operator: Amazon, agents: [amzn-user] }
      - { name: Amazonbot, class: ai_training, operator: Amazon, agents: [amazonbot] }
      - { name: AmazonBuyForMe, class: ai_assistant, operator: Amazon, agents: [amazonbuyforme] }
      - { name: NovaAct, class: ai_assistant, operator: Amazon, agents: [novaact] }
      - { name: bedrockbot, class: ai_search, operator: Amazon, agents: [bedrockbot] }
      - name: AmazonAdBot
        class: crawler
        operator: Amazon
        agents: [amazonadbot, amazon-adbot]
      - { name: CCBot, class: ai_training, operator: Common Crawl, agents: [ccbot] }
      - { name: MistralAI-User, class: ai_assistant, operator: Mistral, agents: [mistralai-user] }
      - { name: MistralAI-Index, class: ai_search, operator: Mistral, agents: [mistralai-index] }
      - name: MistralAI
        class: ai_training
        operator: Mistral
        agents: [mistralai, mistralbot]
      - name: DuckAssistBot
        class: ai_assistant
        operator: DuckDuckGo
        agents: [duckassistbot]
      - name: cohere-training-data-crawler
        class: ai_training
        operator: Cohere
        agents: [cohere-training-data-crawler]
      - name: cohere-ai
        class: ai_assistant
        operator: Cohere
        agents: [cohere-ai, cohere-command]
      - name: AI2Bot-DeepResearchEval
        class: ai_assistant
        operator: Allen Institute for AI
        agents: [ai2bot-deepresearcheval]
      - { name: AI2Bot, class: ai_training, operator: Allen Institute for AI, agents: [ai2bot] }
      - { name: Diffbot, class: ai_training, operator: Diffbot, agents: [diffbot] }
      - { name: YouBot, class: ai_search, operator: You.com, agents: [youbot] }
      - { name: GrokBot, class: ai_search, operator: xAI, agents: [grokbot] }
      - name: Grok
        class: ai_assistant
        operator: xAI
        agents: [grok-deepsearch, xai-grok, "^grok/"]
      - { name: xAI, class: ai_training, operator: xAI, agents: [xai-bot, xai-web-crawler] }
      - { name: DeepSeekBot, class: ai_training, operator: DeepSeek, agents: [deepseek] }
      - { name: PanguBot, class: ai_training, operator: Huawei, agents: [pangubot] }
      - { name: ChatGLM-Spider, class: ai_training, operator: Zhipu, agents: [chatglm-spider] }
      - name: MoonshotAI
        class: ai_assistant
        operator: Moonshot
        agents: [kimi-user, moonshotbot]
      - { name: Timpibot, class: ai_training, operator: Timpi, agents: [timpibot] }
      - { name: kagi-fetcher, class: ai_assistant, operator: Kagi, agents: [kagi-fetcher] }
      - { name: PhindBot, class: ai_search, operator: Phind, agents: [phindbot] }
      - { name: iaskspider, class: ai_search, operator: iAsk, agents: [iaskspider, iaskbot] }
      - { name: Andibot, class: ai_search, operator: Andi, agents: [andibot] }
      - { name: LinkupBot, class: ai_search, operator: Linkup, agents: [linkupbot] }
      - { name: TavilyBot, class: ai_search, operator: Tavily, agents: [tavilybot, tavily] }
      - { name: Exa, class: ai_search, operator: Exa, agents: [exa.ai, exaai] }
      - { name: ShapBot, class: ai_search, operator: Parallel, agents: [shapbot] }
      - { name: Shap-User, class: ai_assistant, operator: Parallel, agents: [shap-user] }
      - { name: LinerBot, class: ai_assistant, operator: Liner, agents: [linerbot] }
      - { name: Manus-User, class: ai_assistant, operator: Manus, agents: [manus-user] }
      - { name: Devin, class: ai_assistant, operator: Cognition, agents: [devin/, "; devin)"] }
      - name: Mozilla-Tabstack
        class: ai_assistant
        operator: Mozilla
        agents: [mozilla-tabstack]
      - { name: Firecrawl, class: ai_assistant, operator: Firecrawl, agents: [firecrawl] }
      - { name: Crawl4AI, class: ai_training, agents: [crawl4ai] }
      - { name: img2dataset, class: ai_training, agents: [img2dataset] }
      - { name: LAION, class: ai_training, operator: LAION, agents: [laiondownloader, laion-] }
      - { name: huggingface, class: ai_training, operator: Hugging Face, agents: [huggingface] }
      - { name: Webzio-Extended, class: ai_training, operator: Webz.io, agents: [webzio] }
      - { name: omgili, class: ai_training, operator: Webz.io, agents: [omgili] }
      - { name: ImagesiftBot, class: ai_training, operator: Hive, agents: [imagesift] }
      - { name: Kangaroo Bot, class: ai_training, operator: Kangaroo LLM, agents: [kangaroo bot] }
      - { name: Cotoyogi, class: ai_training, operator: ROIS, agents: [cotoyogi] }
      - name: SBIntuitionsBot
        class: ai_training
        operator: SB Intuitions
        agents: [sbintuitionsbot]
      - name: TerraCotta
        class: ai_training
        operator: Ceramic
        agents: [terracotta bot, terracottabot, "^terracotta"]
      - { name: netEstate, class: ai_training, operator: netEstate, agents: [netestate] }
      - { name: ICC-Crawler, class: ai_training, operator: NICT, agents: [icc-crawler] }
      - { name: PoseidonResearch, class: ai_training, agents: [poseidon research] }
      - { name: FriendlyCrawler, class: ai_training, agents: [friendlycrawler] }
      - name: VelenPublicWebCrawler
        class: ai_training
        operator: Velen
        agents: [velenpublicwebcrawler]
      - { name: YandexAdditional, class: ai_search, operator: Yandex, agents: [yandexadditional] }
      - { name: wpbot, class: ai_assistant, operator: QuantumCloud, agents: [wpbot] }
      - { name: opencode, class: ai_assistant, agents: [opencode/, "^opencode"] }
      - { name: Cursor, class: ai_assistant, operator: Anysphere, agents: ["^cursor/"] }

    """#
}
