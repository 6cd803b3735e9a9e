/** Where a data folder must not lie: another program or another PC would change its files while they are written. */
export type FolderRisk = 'synced' | 'network' | 'roaming';

/** Folders that programs for net disks keep alike on several PCs, by the names they have by default. */
const syncedFolder =
  /^(OneDrive( - .+)?|Dropbox|Google ?Drive|iCloud ?Drive|坚果云|我的坚果云|Nutstore( Files)?|百度网盘同步空间|BaiduSyncdisk|WPS云盘)$/i;
const networkTypes: ReadonlySet<string> = new Set([
  'nfs',
  'nfs4',
  'cifs',
  'smb3',
  'smbfs',
  'fuse.sshfs',
  '9p',
  'davfs',
]);

/**
 * What is risky about the place of a data folder, or null (CRITERIA A6).
 * @param mounts the text of /proc/mounts; '' where there is none
 */
export function findFolderRisk(folder: string, mounts: string): FolderRisk | null {
  if (/^[\\/]{2}[^\\/]/.test(folder)) return 'network';
  if (folder.split(/[\\/]/).some((name) => syncedFolder.test(name))) return 'synced';
  if (/[\\/]AppData[\\/]Roaming[\\/]/i.test(folder)) return 'roaming';
  const [mount] = mounts
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, at = '']) => at === '/' || folder === at || folder.startsWith(`${at}/`))
    .sort(([, left = ''], [, right = '']) => right.length - left.length);
  return networkTypes.has(mount?.[2] ?? '') ? 'network' : null;
}
