import { defineConfig, type ViteUserConfig } from 'vitest/config';

const source = ['@palimpsest/source'];

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: source },
  ssr: { resolve: { conditions: source } },
  test: {
    pool: 'forks',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['test/claims/**', '**/node_modules/**'],
          testTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { name: 'claims', include: ['test/claims/**/*.test.ts'], testTimeout: 1_200_000 },
      },
    ],
  },
});

export default config;
