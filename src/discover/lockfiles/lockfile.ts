/** What every lock file can tell: the version that a workspace package gets of a dependency. */
import type { Component } from '../source-file.ts';

/** The exact version of a package for a component, or null when the lock file does not say. */
export type LockedVersion = (component: Component, packageName: string) => string | null;

/** What reading a lock file gave. */
export type Lockfile =
  | { readonly kind: 'locked'; readonly versionOf: LockedVersion }
  | { readonly kind: 'broken'; readonly line: number; readonly column: number; readonly detail: string };

/** The path of a component's folder relative to the folder of its lock file; null when it is not below it. */
export function relativeFolder(lockFolder: string, component: string): string | null {
  if (component === lockFolder) return '.';
  if (lockFolder === '.') return component;
  return component.startsWith(`${lockFolder}/`) ? component.slice(lockFolder.length + 1) : null;
}
