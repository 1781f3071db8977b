/**
 * Links as they were sent out in the world. They open for ever: nothing here is changed or taken away; every version adds its own.
 */
export const SAVED_LINKS: readonly { readonly name: string; readonly hash: string; readonly means: object }[] = [
  {
    name: 'a readable link of the draft',
    hash: 'v=0&carriedRates=%5B%7B%22offerId%22:%22anthropic/claude-opus-5-5%22,%22base%22:%7B%22input%22:4,%22output%22:20,%22cacheRead%22:0.2,%22cacheWrite%22:%7B%225m%22:5,%221h%22:8%7D%7D,%22bands%22:%5B%5D%7D%5D&workload.people=60',
    means: { workload: { people: 60 }, carriedRates: [{ offerId: 'anthropic/claude-opus-5-5', base: { input: 4 } }] },
  },
  {
    name: 'a packed link of the draft',
    hash: 'v=0&z=3ZU7b9swEMe_inGzrOqZ2tpaoEOW1rADdCg8MNJJJiSRAknVCQx99x5l2VXV1EGaLPFm3-PPe_xIHUCwGiGBr6gNZjO9Z6p2ZmanEGe1zLDS4EDKlOKYrZlBDcmPA8g8R3WbUR4TFCsbnn5IK9ZmOJdNq-fxPKa0e6ZJ-gBcNK2BJHJAtqb_GXhWNN3hGhmpeG4w_P-uuOlz4hqS2AF_B8mi66yWyOzZ227rwF6qspIsc5WshoqGNlYVEwIVHX4uUbRV5QAVJ0g_-_x4suRMfLO1-A4YKas7WaIgLT8IPKpOP9I86pMxWFhb38fRtEJ11ypB4VFEnmNfE1fvUci0FFwUEye5SsRG0wCOfkhyVmmkOci6YanhkqIOwAZVOin2PVuFkWcLVeXRbAwpWuVPBQrbEA3TMF2uFOb84dwCxVJ2zpU2t78bOTocKFjTz3GPvNiRiOfGobd0oMaMM7HBVPbz90OXjJUsNryomQ2LQru61m66nyN0zljFW8Y04IlKFLmUNVaJCY4LKmFgAyYqYeDejFV894aOulRLtKCEiUrgE2ZjkeVIpEFF24Fua4UGxL48YNoaqezFuHAPKE-gGW7CmD67hAE9Ovm60ItoSy9AL_wXevHi9eS9BXYRXaX_oG6My6a9nzM7nWd42TFetk_gQuInXKj4MS4fezL-pGX59KCj-D29X7bPvyC6elDW-JPj_rlv1-j1uLoPF-3yBY-HT0xfKRTb7hc',
    means: { name: 'Nested swarm, three models', workload: { people: 40 }, cluster: { acceleratorId: 'h200-sxm' } },
  },
  {
    name: 'another packed link of the draft',
    hash: 'v=0&z=ZVHLTsMwEPwV5HMIaVOSNDcelx4QFe0N9bBKNokVx2v5QalQ_51NoWooPs6MZmbHX0LDgKIUTx34G2OpDpUXkaCmQbuqmSCDGuRda_xtFs9uPVoLLNiT7RVBHRsko9hhnvCb4DUc3BrtC2nfiTJN4sUsm7xiIu0o2FH7DAdRzrIJY0mhE-X7pSbpD7QOvCQ9ramDUpFQEHTVYf3IPj9IA_o1eHaNhA9WjykPLWpGFowQqS31qDmCq7uD8zicgfEeloDr1xYb-TkRNtI6v9Im-DNYzPL7SMgLxDlbzmNmmXPN4P8z6SKNhEVwpKVur0hO6RGNezvzomxAOYxERYOB6nT_740tmNNEe5Rtx5clcb6MxIC1BL3BinTNDZcMKWo3sh1glBQpp1cQ3Liq4UnZ7xhNTea82ZVJWsz_uuSsuTbZHXf8g2CRv9VhbNHz3lz34pIlyfEb',
    means: { name: 'Chat product', warehouse: { retentionSeconds: 3_600 }, measured: null },
  },
  {
    name: 'a readable link of version 1',
    hash: 'v=1.zHXH&workload.people=60&rates=anthropic/claude-opus-5-5:4,20,0.2,1h*8,5m*5',
    means: {
      workload: { people: 60 },
      carriedRates: [{ offerId: 'anthropic/claude-opus-5-5', base: { cacheWrite: { '1h': 8 } } }],
    },
  },
  {
    name: 'a packed link of version 1',
    hash: 'v=1.UdbP&z=g48K-QGHOVJTYKNCwFGb1FQFcBmI2VsYnV8YVPMLRA8ho8wvBOQkAgdPB-nUgqERhVML2JKYMTWT2LCcWXCtALbvgK0XArO_0GF36PzvIEguJpAsRnZyAcbK6EQUsckFaAveiSjM9AKZn6FacsExQUXk5BRFCQVr1WUI6baNphTcBQtooii1fLDWNhYgn0Jn7XDPWFmZ6AAbXqAWn2GGloWOaa6WqVItAA',
    means: { name: 'Nested swarm, three models' },
  },
  {
    name: 'a packed link with a cluster and a measurement',
    hash: 'v=1.bE_W&z=7ZpBDoIwFESv0rg0xliEiAdwa7xCkUaNNBiV4Ma7O7-tEoQqERbEsGLBorSd0pn__qsqtEaZQ8bPqhCqNlIy_Q-spoWBL_SKLzQuIZf4wiYRKJ72FC1wryVaqJPYvEuJ_SVZWN3g7-BevtBfW3a3_LcHcvHNEftZLtiVAUQ1lQtG-QiiqnoxfKYzuTgAVUM41UootVcXN7FtUIr7x0KgSOZ9vW1CmqkrxEXVEFfKKNgNhxX3p7iGCrcFpcXipJsFkekOWH2WILkkAp4eCR72690PL0sZIjqnOSwjATwcL3XIFOMBJfUooyW1dpzPFvOFz0OPvkuc42Kln1-ieWIJ1xkpVEb3TTy3PUzyuk_1eiTp9siykOU7Tw-Peghi-4VqDdQaSM1sQoHn6eU27JBe0RMJRp1MBYo21jbqwFzWzL2YOh1Ay1TdPBH7AFtMfpzvx-EkUONgdH8A',
    means: { cluster: { acceleratorId: 'b200-sxm', usdPerGpuHour: 4.5 }, measured: { adapter: 'nvidia lovelace' } },
  },
  {
    name: 'a readable link with a cluster',
    hash: 'v=1.pnvm&cluster.acceleratorId=h100-sxm&cluster.ttftSeconds=2',
    means: { cluster: { acceleratorId: 'h100-sxm', ttftSeconds: 2 } },
  },
];
